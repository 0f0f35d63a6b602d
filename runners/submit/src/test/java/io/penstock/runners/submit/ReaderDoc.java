package io.penstock.runners.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The queries of docs/reading-the-archive.md, for another archive, dataset and period. */
final class ReaderDoc {
  private static final Path FILE =
      Path.of(Objects.requireNonNull(System.getProperty("penstock.root")))
          .resolve("docs/reading-the-archive.md");

  private ReaderDoc() {}

  /** The statements below a heading. */
  static List<String> statements(String heading, Path archive, String date, String period)
      throws IOException {
    String below = Files.readString(FILE).split("\n## " + heading + "\n", -1)[1];
    String block = below.substring(below.indexOf("```sql\n") + 7, below.indexOf("\n```\n"));
    String own =
        block
            .replace("/lake/plant/archive", archive.toString())
            .replace("2026-01-05", date)
            .replace("060000", period);
    return Stream.of(own.split(";", -1)).map(String::strip).toList();
  }
}

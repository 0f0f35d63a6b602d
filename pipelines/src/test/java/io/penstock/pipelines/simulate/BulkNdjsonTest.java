package io.penstock.pipelines.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkNdjsonTest {
  private static final BulkNdjson SMALL =
      BulkNdjson.DEFAULT.withLines(50_001).withFileBytes(1_000_000);

  private final Path folder;

  BulkNdjsonTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void givesTheSameBytesForTheSameSeedAndOthersForAnother() throws IOException {
    SMALL.writeTo(folder.resolve("a"));
    SMALL.writeTo(folder.resolve("b"));
    SMALL.withSeed(2).writeTo(folder.resolve("c"));

    Path file = Path.of("in", "bulk-00001.ndjson");
    assertThat(new Simulated(folder.resolve("b")).digests())
        .isEqualTo(new Simulated(folder.resolve("a")).digests());
    assertThat(Files.mismatch(folder.resolve("a").resolve(file), folder.resolve("c").resolve(file)))
        .isNotEqualTo(-1);
  }

  @Test
  void writesAsManyLinesAsItSays() throws IOException {
    BulkNdjson.Written written = SMALL.writeTo(folder);

    List<String> lines = lines();
    assertThat(written.lines()).isEqualTo(50_001).isEqualTo(lines.size());
    assertThat(written.distinct()).isEqualTo(new HashSet<>(lines).size());
    assertThat(1 - (double) written.distinct() / written.lines()).isBetween(0.018, 0.022);
    assertThat(written.files()).isEqualTo(3);
    assertThat(written.bytes())
        .isEqualTo(lines.stream().mapToLong(line -> line.length() + 1).sum());
  }

  @Test
  void everyLineIsFlatJsonOfAKnownSeries() throws IOException {
    SMALL.writeTo(folder);

    assertThat(lines())
        .allMatch(
            line ->
                line.matches(
                    "\\{\"id\":\"a0(0\\d\\d|100)/s\\d\",\"ts\":\\d{13},\"value\":\\d+\\.\\d{3}}"));
    assertThat(Files.readAllLines(folder.resolve(PlantSimulation.CATALOGUE))).hasSize(1001);
  }

  /**
   * Disorder and duplicates are local, and nothing of a series falls on one time but duplicates.
   */
  @Test
  void isOutOfOrderLocally() throws IOException {
    SMALL.writeTo(folder);

    List<String> distinct = lines().stream().distinct().toList();
    assertThat(distinct.stream().map(BulkNdjsonTest::seriesAndTime).distinct())
        .hasSameSizeAs(distinct);
    long latest = 0;
    int behind = 0;
    for (String line : distinct) {
      if (!line.contains("/s3\"")) {
        continue;
      }
      long millis = millis(line);
      behind += millis < latest ? 1 : 0;
      assertThat(millis).isGreaterThan(latest - 300);
      latest = Math.max(latest, millis);
    }
    assertThat(behind).isPositive();
  }

  private static String seriesAndTime(String line) {
    return line.substring(0, line.indexOf(",\"value\""));
  }

  private static long millis(String line) {
    int from = line.indexOf("\"ts\":") + 5;
    return Long.parseLong(line.substring(from, from + 13));
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    Simulated simulated = new Simulated(folder);
    for (String file : simulated.messageFiles()) {
      lines.addAll(simulated.lines(file));
    }
    return lines;
  }
}

package io.penstock.pipelines.bounded;

import io.penstock.io.raw.EventSpans;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The {@code --recompute} option: {@link #ALL}, spans of event time as text, or {@code @FILE} that
 * holds them, since years of scattered periods are more than a command line takes.
 */
public final class RecomputeOption {
  /** Every period that any raw message touches. */
  public static final String ALL = "all";

  private static final String FILE = "@";

  private RecomputeOption() {}

  /** Writes spans to a file, and returns the option's value that names it. */
  public static String in(Path file, EventSpans spans) throws IOException {
    Files.writeString(file, spans.text(), StandardCharsets.UTF_8);
    return FILE + file.toAbsolutePath();
  }

  static EventSpans spans(String value) throws IOException {
    return EventSpans.parse(
        value.startsWith(FILE)
            ? Files.readString(Path.of(value.substring(1)), StandardCharsets.UTF_8).strip()
            : value);
  }
}

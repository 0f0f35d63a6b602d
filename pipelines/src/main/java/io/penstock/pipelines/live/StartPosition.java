package io.penstock.pipelines.live;

import io.penstock.core.time.Micros;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;

/**
 * Where a stream that has no savepoint starts.
 *
 * @param kind how it is told
 * @param appendMicros the append time, of {@link Kind#TIME} alone
 */
public record StartPosition(Kind kind, long appendMicros) {
  /** How a start is told. */
  public enum Kind {
    /** Where the stores say that something is not sealed yet. */
    RESUME,
    /** The oldest record the topics still have. */
    EARLIEST,
    /** What comes from now on. */
    LATEST,
    /** The first record appended at or after a time. */
    TIME
  }

  /**
   * Reads {@code resume}, {@code earliest}, {@code latest} or an ISO 8601 instant.
   *
   * @throws IllegalArgumentException when it is none of them
   */
  public static StartPosition parse(String text) {
    return switch (text) {
      case "resume" -> resume();
      case "earliest" -> new StartPosition(Kind.EARLIEST, 0);
      case "latest" -> new StartPosition(Kind.LATEST, 0);
      default -> {
        try {
          long micros = Micros.of(Instant.parse(text));
          yield new StartPosition(Kind.TIME, micros);
        } catch (DateTimeException e) {
          throw new IllegalArgumentException(
              "the start must be resume, earliest, latest or a time such as 2026-01-31T00:00:00Z,"
                  + " but was: "
                  + (text.isEmpty() ? "not given" : text),
              e);
        }
      }
    };
  }

  /** The stores say where. */
  public static StartPosition resume() {
    return new StartPosition(Kind.RESUME, 0);
  }

  /** As it is parsed. */
  public String text() {
    return kind == Kind.TIME
        ? Micros.instant(appendMicros).toString()
        : kind.name().toLowerCase(Locale.ROOT);
  }
}

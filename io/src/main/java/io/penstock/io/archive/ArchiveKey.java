package io.penstock.io.archive;

import io.penstock.core.time.Micros;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one archive object: {@code <dataset>/date=YYYY-MM-DD/period=HHMMSS/shard-NNN.parquet}, in
 * UTC. A pure function of its three parts, so that whoever computes a period writes to the same
 * place.
 *
 * @param dataset {@code [a-z][a-z0-9_]*}
 * @param periodStart start of the archive period, microseconds UTC, a whole second
 * @param shard 0 to 999,999
 */
public record ArchiveKey(String dataset, long periodStart, int shard)
    implements Comparable<ArchiveKey> {

  private static final Comparator<ArchiveKey> ORDER =
      Comparator.comparing(ArchiveKey::dataset)
          .thenComparingLong(ArchiveKey::periodStart)
          .thenComparingInt(ArchiveKey::shard);
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern PATH =
      Pattern.compile(
          "([a-z][a-z0-9_]*)/date=([-+]?\\d{4,}-\\d\\d-\\d\\d)/period=(\\d{6})"
              + "/shard-(\\d{3,6})\\.parquet");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);
  private static final int MAX_SHARD = 999_999;
  private static final long MICROS_PER_SECOND = 1_000_000;

  /** Checks the parts. */
  public ArchiveKey {
    if (!NAME.matcher(dataset).matches()) {
      throw new IllegalArgumentException("dataset must be " + NAME + ", but was: " + dataset);
    }
    if (Math.floorMod(periodStart, MICROS_PER_SECOND) != 0) {
      throw new IllegalArgumentException(
          "an archive period must start at a whole second, but was: " + periodStart + " us");
    }
    if (shard < 0 || shard > MAX_SHARD) {
      throw new IllegalArgumentException("shard must be 0 to " + MAX_SHARD + ", but was: " + shard);
    }
  }

  /** The object's path below the archive. */
  public String path() {
    LocalDateTime start =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(periodStart, MICROS_PER_SECOND), 0, ZoneOffset.UTC);
    return String.format(
        Locale.ROOT,
        "%s/date=%s/period=%s/shard-%03d.parquet",
        dataset,
        start.toLocalDate(),
        TIME.format(start),
        shard);
  }

  /** The key that has a path, empty when it is not the path of an archive object. */
  public static Optional<ArchiveKey> ofPath(String path) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      long second =
          LocalDate.parse(matcher.group(2))
              .atTime(LocalTime.parse(matcher.group(3), TIME))
              .toEpochSecond(ZoneOffset.UTC);
      long micros = Math.multiplyExact(second, MICROS_PER_SECOND);
      ArchiveKey key = new ArchiveKey(matcher.group(1), micros, Integer.parseInt(matcher.group(4)));
      return key.path().equals(path) ? Optional.of(key) : Optional.empty();
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** When the period starts. */
  public Instant start() {
    return Micros.instant(periodStart);
  }

  @Override
  public int compareTo(ArchiveKey other) {
    return ORDER.compare(this, other);
  }
}

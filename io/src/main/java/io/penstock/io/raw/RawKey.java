package io.penstock.io.raw;

import io.penstock.io.object.KeySegment;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names one object of the raw archive: {@code
 * raw/source=<name>/sha256=<content>/chunk-NNNNN.parquet}. The name is percent-encoded and capped,
 * the real one is in the footer.
 *
 * @param source the source's name in the plan; any text
 * @param origin the file's content SHA-256, 64 lower-case hexadecimal digits
 * @param chunk position among the file's parts, from 0
 */
public record RawKey(String source, String origin, int chunk)
    implements Comparable<RawKey>, Serializable {
  /** The folder that holds the raw archive. */
  public static final String FOLDER = "raw";

  private static final Comparator<RawKey> ORDER =
      Comparator.comparing(RawKey::source)
          .thenComparing(RawKey::origin)
          .thenComparingInt(RawKey::chunk);
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Checks origin and chunk. */
  public RawKey {
    if (!SHA256.matcher(origin).matches()) {
      throw new IllegalArgumentException("origin must be " + SHA256 + ", but was: " + origin);
    }
    if (chunk < 0) {
      throw new IllegalArgumentException("chunk must not be negative, but was: " + chunk);
    }
  }

  /** The object's path. */
  public String path() {
    return String.format(
        Locale.ROOT, "%s/sha256=%s/chunk-%05d.parquet", sourceFolder(source), origin, chunk);
  }

  /** The folder of a source's objects. */
  static String sourceFolder(String source) {
    return FOLDER + "/source=" + KeySegment.of(source);
  }

  @Override
  public int compareTo(RawKey other) {
    return ORDER.compare(this, other);
  }
}

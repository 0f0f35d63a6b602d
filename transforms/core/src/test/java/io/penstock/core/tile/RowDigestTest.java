package io.penstock.core.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.tile.TileTable.SeriesName;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RowDigestTest {
  private static final Dataset MEASUREMENTS =
      new Dataset("measurements", Dataset.Kind.MEASUREMENTS, 10, 0, List.of("value"));
  private static final Dataset FEATURES =
      new Dataset("per_10s", Dataset.Kind.FEATURES, 10, 10, List.of("count", "mean"));

  @Test
  void doesNotDependOnTheOrderOfRows() {
    RowDigest forward = new RowDigest(MEASUREMENTS);
    RowDigest backward = new RowDigest(MEASUREMENTS);

    for (int i = 0; i < 100; i++) {
      row(forward, i, i * 0.5);
      row(backward, 99 - i, (99 - i) * 0.5);
    }

    assertThat(forward.digest()).isEqualTo(backward.digest());
    assertThat(forward.digest().rows()).isEqualTo(100);
  }

  @Test
  void tellsNegativeZeroFromZeroAndNoValueFromBoth() {
    assertThat(one(0.0)).isNotEqualTo(one(-0.0)).isNotEqualTo(one(Double.NaN));
    assertThat(one(Double.NaN)).isEqualTo(one(Double.longBitsToDouble(0x7ff8_0000_0000_0001L)));
  }

  @Test
  void tellsEmptyTextFromNoText() {
    RowDigest empty = new RowDigest(MEASUREMENTS);
    empty.begin(utf8("a"), utf8("m"), 0, 0, 0);
    empty.text(utf8(""));
    empty.end();

    assertThat(empty.digest()).isNotEqualTo(one(Double.NaN));
  }

  /** A column that a store lacks must say the same as a column without a value. */
  @Test
  void skipsColumnsThatAreAbsent() {
    RowDigest all = new RowDigest(FEATURES);
    all.begin(utf8("a"), utf8("m"), 0, 10, 0);
    all.number("count", 3);
    all.number("mean", Double.NaN);
    all.end();
    RowDigest some = new RowDigest(FEATURES);
    some.begin(utf8("a"), utf8("m"), 0, 10, 0);
    some.number("count", 3);
    some.end();

    assertThat(all.digest()).isEqualTo(some.digest());
  }

  /** The length before each string keeps neighbours apart. */
  @Test
  void tellsWhereAnAssetEndsAndAMetricBegins() {
    RowDigest left = new RowDigest(MEASUREMENTS);
    left.begin(utf8("ab"), utf8("c"), 0, 0, 0);
    left.end();
    RowDigest right = new RowDigest(MEASUREMENTS);
    right.begin(utf8("a"), utf8("bc"), 0, 0, 0);
    right.end();

    assertThat(left.digest()).isNotEqualTo(right.digest());
  }

  @Test
  void readsATableAsItReadsItsRows() {
    TileTable table =
        new TileTable(
            FEATURES,
            "plan",
            1,
            0,
            0,
            10,
            List.of(new SeriesName("a", "m"), new SeriesName("a", "state")),
            new int[] {0, 1},
            new long[] {0, 0},
            new int[] {0, 0x4094_0000},
            new double[][] {{3, 2}, {1.5, Double.NaN}},
            new String[] {"", "{\"on\":10.0}"},
            new byte[] {0, 1},
            List.of());
    RowDigest rows = new RowDigest(FEATURES);
    rows.begin(utf8("a"), utf8("m"), 0, 10, 0);
    rows.number("count", 3);
    rows.number("mean", 1.5);
    rows.end();
    rows.begin(utf8("a"), utf8("state"), 0, 10, 0x4094_0000);
    rows.number("count", 2);
    rows.text(utf8("{\"on\":10.0}"));
    rows.end();

    assertThat(RowDigest.of(table)).isEqualTo(rows.digest());
  }

  /** Golden value: the canonical bytes are a contract between stores and releases. */
  @Test
  void keepsItsCanonicalBytes() {
    assertThat(one(1.5).hex()).isEqualTo("413ef6100e7cff3b31a4153533d0e43b");
  }

  @Property
  void addsModuloTwoToThe128(@ForAll long ah, @ForAll long al, @ForAll long bh, @ForAll long bl) {
    TableDigest sum = new TableDigest(1, ah, al).plus(new TableDigest(2, bh, bl));

    BigInteger expected =
        new BigInteger(new TableDigest(0, ah, al).hex(), 16)
            .add(new BigInteger(new TableDigest(0, bh, bl).hex(), 16))
            .mod(BigInteger.ONE.shiftLeft(128));
    assertThat(new BigInteger(sum.hex(), 16)).isEqualTo(expected);
    assertThat(sum.rows()).isEqualTo(3);
  }

  private static TableDigest one(double value) {
    RowDigest digest = new RowDigest(MEASUREMENTS);
    row(digest, 0, value);
    return digest.digest();
  }

  private static void row(RowDigest digest, long time, double value) {
    digest.begin(utf8("a"), utf8("m"), time, time, 0);
    digest.number("value", value);
    digest.end();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package io.penstock.core.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.model.Calibration;
import io.penstock.core.model.Interpolation;
import io.penstock.core.model.Series;
import io.penstock.core.model.ValueType;
import io.penstock.core.quality.Quality;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeduplicationTest {
  private static final long NO_VALUE = Double.doubleToRawLongBits(Double.NaN);

  private final List<Given> given = new ArrayList<>();
  private final List<String> fates = new ArrayList<>();

  @Test
  void sortsByTimeAndKeepsOneOfEachCopy() {
    number(30, 3.0, Quality.GOOD, 0);
    number(10, 1.0, Quality.GOOD, 0);
    number(30, 3.0, Quality.GOOD, 0);
    number(20, 2.0, Quality.GOOD, 0);

    assertThat(numbers()).containsExactly("10=1.0", "20=2.0", "30=3.0");
    assertThat(fates).containsExactly("admitted 0", "admitted 0", "admitted 0", "duplicate 0");
  }

  @Test
  void keepsTheBetterQualityWhateverTheValues() {
    number(10, 9.0, Quality.BAD, 0);
    number(10, 1.0, Quality.GOOD, 0);
    number(10, 5.0, Quality.UNCERTAIN, 0);

    assertThat(numbers()).containsExactly("10=1.0", "10=5.0", "10=9.0");
    assertThat(fates).containsExactly("admitted 0", "conflictLost 0", "conflictLost 0");
  }

  /** Bits as unsigned: every negative number is above every positive one. */
  @Test
  void keepsTheLargerBitsAmongEqualQualities() {
    number(10, 2.0, Quality.GOOD, 0);
    number(10, -1.0, Quality.GOOD, 0);
    number(10, 3.0, Quality.GOOD, 0);

    assertThat(numbers()).containsExactly("10=-1.0", "10=3.0", "10=2.0");
  }

  @Test
  void keepsTheTextThatComesLastAndAnyTextBeforeNone() {
    given.add(new Given(10, 2, Quality.GOOD, 0)); // RUN
    given.add(new Given(10, 0, Quality.GOOD, 0)); // no value
    given.add(new Given(10, 1, Quality.GOOD, 0)); // IDLE

    SeriesReadings kept = apply(ValueType.TEXT, "IDLE", "RUN");

    assertThat(kept.bits()).startsWith(2, 1, 0);
    assertThat(kept.winners()).isEqualTo(1);
  }

  /** The same reading from two sources is credited to the first in the plan. */
  @Test
  void creditsTheFirstSourceWhicheverCameFirst() {
    number(10, 1.0, Quality.GOOD, 1);
    number(10, 1.0, Quality.GOOD, 0);

    assertThat(numbers()).containsExactly("10=1.0");
    assertThat(fates).containsExactly("admitted 0", "duplicate 1");
  }

  /** A loser that came twice lost once and was a copy once. */
  @Test
  void countsCopiesOfLosersAsDuplicates() {
    number(10, 1.0, Quality.GOOD, 0);
    number(10, 2.0, Quality.GOOD, 0);
    number(10, 1.0, Quality.GOOD, 0);

    assertThat(numbers()).containsExactly("10=2.0", "10=1.0");
    assertThat(fates).containsExactly("admitted 0", "conflictLost 0", "duplicate 0");
  }

  @Test
  void tellsNoFateOfTheMargin() {
    number(99, 1.0, Quality.GOOD, 0);
    number(100, 2.0, Quality.GOOD, 0);
    number(199, 3.0, Quality.GOOD, 0);
    number(200, 4.0, Quality.GOOD, 0);

    Deduplication.Fates recorded = recorded();
    new Deduplication().apply(series(ValueType.NUMBER), columns(), 100, 200, recorded);

    assertThat(fates).containsExactly("admitted 0", "admitted 0");
  }

  @Test
  void takesNoValueForALargeOne() {
    number(10, 1.0, Quality.GOOD, 0);
    given.add(new Given(10, NO_VALUE, Quality.BAD_NO_DATA, 0));

    assertThat(numbers()).containsExactly("10=1.0", "10=NaN");
  }

  /** Times that span more than fits a packed key are sorted by comparison. */
  @Test
  void sortsTimesThatAreCenturiesApart() {
    number(Long.MAX_VALUE / 2, 2.0, Quality.GOOD, 0);
    number(1, 1.0, Quality.GOOD, 0);

    assertThat(numbers()).containsExactly("1=1.0", Long.MAX_VALUE / 2 + "=2.0");
  }

  /** More than 32 readings of one time are sorted in another way, by the same rule. */
  @Test
  void decidesAmongHundredsOfOneTime() {
    for (int i = 0; i < 300; i++) {
      number(10, (i * 37) % 100, Quality.GOOD, 0);
    }

    SeriesReadings kept = apply(ValueType.NUMBER);

    assertThat(kept.size()).isEqualTo(100);
    assertThat(Double.longBitsToDouble(kept.bits()[0])).isEqualTo(99);
    assertThat(fates).hasSize(300);
    assertThat(fates).filteredOn("admitted 0"::equals).hasSize(1);
    assertThat(fates).filteredOn("conflictLost 0"::equals).hasSize(99);
    assertThat(fates).filteredOn("duplicate 0"::equals).hasSize(200);
  }

  private record Given(long time, long bits, int quality, int source) {}

  private void number(long time, double value, int quality, int source) {
    given.add(new Given(time, Double.doubleToLongBits(value), quality, source));
  }

  private List<String> numbers() {
    SeriesReadings kept = apply(ValueType.NUMBER);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      lines.add(kept.times()[i] + "=" + Double.longBitsToDouble(kept.bits()[i]));
    }
    return lines;
  }

  private SeriesReadings apply(ValueType type, String... texts) {
    return new Deduplication()
        .apply(series(type), columns(texts), Long.MIN_VALUE, Long.MAX_VALUE, recorded());
  }

  private Deduplication.Columns columns(String... texts) {
    int n = given.size();
    long[] times = new long[n];
    long[] bits = new long[n];
    int[] qualities = new int[n];
    short[] sources = new short[n];
    for (int i = 0; i < n; i++) {
      times[i] = given.get(i).time();
      bits[i] = given.get(i).bits();
      qualities[i] = given.get(i).quality();
      sources[i] = (short) given.get(i).source();
    }
    return new Deduplication.Columns(times, bits, qualities, sources, texts, 0, n);
  }

  private Deduplication.Fates recorded() {
    return new Deduplication.Fates() {
      @Override
      public void admitted(int source) {
        fates.add("admitted " + source);
      }

      @Override
      public void duplicate(int source) {
        fates.add("duplicate " + source);
      }

      @Override
      public void conflictLost(int source) {
        fates.add("conflictLost " + source);
      }
    };
  }

  private static Series series(ValueType type) {
    return new Series(
        "acme/press", "metric", type, Interpolation.STEPPED, "1", 0, List.of(Calibration.IDENTITY));
  }
}

package io.penstock.core.normalise;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.dedup.SeriesReadings;
import io.penstock.core.model.Calibration;
import io.penstock.core.model.Interpolation;
import io.penstock.core.model.Series;
import io.penstock.core.model.ValueType;
import io.penstock.core.quality.Quality;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NormalisationTest {
  private static final long OPEN_FROM = Long.MIN_VALUE;
  private static final long OPEN_TO = Long.MAX_VALUE;

  @Test
  void appliesTheCalibrationThatHoldsAtTheEventTime() {
    Calibration before = calibration(OPEN_FROM, 100, 2, 1);
    Calibration after = calibration(100, OPEN_TO, 10, 0);

    NormalisedSeries result =
        normalised(List.of(before, after), new long[] {99, 100, 101}, new double[] {3, 3, 4});

    assertThat(result.values()).containsExactly(7, 30, 40);
  }

  @Test
  void marksWhatHasNoCalibrationAsNoData() {
    NormalisedSeries result =
        normalised(
            List.of(calibration(10, 20, 1, 0), calibration(30, 40, 1, 0)),
            new long[] {9, 10, 19, 20, 29, 30, 40},
            new double[] {1, 1, 1, 1, 1, 1, 1});

    assertThat(result.values()).containsExactly(NaN, 1, 1, NaN, NaN, 1, NaN);
    assertThat(result.qualities())
        .containsExactly(
            Quality.BAD_NO_DATA,
            Quality.GOOD,
            Quality.GOOD,
            Quality.BAD_NO_DATA,
            Quality.BAD_NO_DATA,
            Quality.GOOD,
            Quality.BAD_NO_DATA);
  }

  /** INPUTS: a value outside the physical range is kept and flagged, not dropped. */
  @Test
  void keepsAndFlagsWhatIsOutsideTheRange() {
    Calibration ranged = new Calibration(OPEN_FROM, OPEN_TO, 1, 0, -5, 5);

    NormalisedSeries result =
        normalised(List.of(ranged), new long[] {1, 2, 3, 4}, new double[] {-5, 5, 5.0001, -6});

    assertThat(result.values()).containsExactly(-5, 5, 5.0001, -6);
    assertThat(result.qualities())
        .containsExactly(
            Quality.GOOD,
            Quality.GOOD,
            Quality.UNCERTAIN_ENGINEERING_UNITS_EXCEEDED,
            Quality.UNCERTAIN_ENGINEERING_UNITS_EXCEEDED);
  }

  @Test
  void keepsAQualityThatIsWorseThanTheRangeFlag() {
    Calibration ranged = new Calibration(OPEN_FROM, OPEN_TO, 1, 0, -5, 5);
    SeriesReadings readings =
        readings(
            series(ValueType.NUMBER, List.of(ranged)),
            new long[] {1, 2},
            new double[] {9, 9},
            new int[] {Quality.BAD, Quality.UNCERTAIN});

    assertThat(Normalisation.apply(readings).qualities())
        .containsExactly(Quality.BAD, Quality.UNCERTAIN);
  }

  @Test
  void marksAnOverflowBadAndNegativeZeroZero() {
    NormalisedSeries result =
        normalised(
            List.of(calibration(OPEN_FROM, OPEN_TO, -1e300, 0)),
            new long[] {1, 2},
            new double[] {1e300, 0});

    assertThat(result.values()[0]).isNaN();
    assertThat(result.qualities()).containsExactly(Quality.BAD, Quality.GOOD);
    assertThat(Double.doubleToRawLongBits(result.values()[1])).isZero();
  }

  /** What lost a conflict is in the reading set, and not among the values. */
  @Test
  void takesTheFirstOfEachTime() {
    SeriesReadings readings =
        new SeriesReadings(
            series(ValueType.NUMBER, List.of(Calibration.IDENTITY)),
            3,
            new long[] {1, 1, 2},
            bits(5, 6, 7),
            new int[3],
            new String[0],
            2);

    assertThat(Normalisation.apply(readings).values()).containsExactly(5, 7);
  }

  @Test
  void leavesNoValueAlone() {
    SeriesReadings readings =
        readings(
            series(ValueType.NUMBER, List.of(calibration(OPEN_FROM, OPEN_TO, 2, 1))),
            new long[] {1},
            new double[] {NaN},
            new int[] {Quality.BAD_NO_DATA});

    NormalisedSeries result = Normalisation.apply(readings);

    assertThat(result.values()).containsExactly(NaN);
    assertThat(result.qualities()).containsExactly(Quality.BAD_NO_DATA);
  }

  private static Calibration calibration(long from, long to, double scale, double offset) {
    return new Calibration(from, to, scale, offset, NEGATIVE_INFINITY, POSITIVE_INFINITY);
  }

  private static NormalisedSeries normalised(
      List<Calibration> calibrations, long[] times, double[] values) {
    return Normalisation.apply(
        readings(series(ValueType.NUMBER, calibrations), times, values, new int[times.length]));
  }

  private static SeriesReadings readings(
      Series series, long[] times, double[] values, int[] qualities) {
    return new SeriesReadings(
        series, times.length, times, bits(values), qualities, new String[0], times.length);
  }

  private static long[] bits(double... values) {
    return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
  }

  private static Series series(ValueType type, List<Calibration> calibrations) {
    return new Series("acme/press", "metric", type, Interpolation.SLOPED, "1", 0, calibrations);
  }
}

package io.penstock.core.align;

import static io.penstock.core.quality.Quality.BAD;
import static io.penstock.core.quality.Quality.CALCULATED;
import static io.penstock.core.quality.Quality.GOOD;
import static io.penstock.core.quality.Quality.INTERPOLATED;
import static io.penstock.core.quality.Quality.PARTIAL;
import static io.penstock.core.quality.Quality.UNCERTAIN;
import static io.penstock.core.quality.Quality.UNCERTAIN_DATA_SUB_NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.model.Calibration;
import io.penstock.core.model.Interpolation;
import io.penstock.core.model.Series;
import io.penstock.core.model.ValueType;
import io.penstock.core.normalise.AdmittedReadings;
import io.penstock.core.normalise.NormalisedSeries;
import io.penstock.core.plan.AlignMethod;
import io.penstock.core.plan.MeasurementPlan;
import io.penstock.core.plan.MeasurementPlan.Admit;
import io.penstock.core.quality.Quality;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Grid 10, a value is held for 25, a gap of 30 is bridged; the tile is {@code [0, 40)}. */
class AlignmentTest {
  private record Reading(long time, double value, int quality) {}

  private final List<Reading> readings = new ArrayList<>();
  private Interpolation interpolation = Interpolation.SLOPED;
  private long seriesMaxGap;

  @Test
  void holdsTheLastValueUpToItsAge() {
    given(3, 1.5, GOOD);

    assertThat(rows(AlignMethod.LAST)).containsExactly(held(10, 1.5), held(20, 1.5));
  }

  @Test
  void holdsForExactlyTheAge() {
    given(5, 1.5, GOOD);

    assertThat(rows(AlignMethod.LAST)).containsExactly(held(10, 1.5), held(20, 1.5), held(30, 1.5));
  }

  @Test
  void keepsTheQualityOfWhatWasMeasuredAtTheGridTime() {
    given(10, 1.5, UNCERTAIN);
    given(20, 2.5, GOOD);

    assertThat(rows(AlignMethod.LAST))
        .startsWith(row(10, 1.5, UNCERTAIN), row(20, 2.5, GOOD), held(30, 2.5));
    assertThat(rows(AlignMethod.LINEAR))
        .containsExactly(row(10, 1.5, UNCERTAIN), row(20, 2.5, GOOD));
  }

  /** Part 13, 5.4.3: a Bad value in between makes what is held less than normal. */
  @Test
  void saysSoWhenItHoldsAcrossABadReading() {
    given(3, 1.5, GOOD);
    given(15, 9, BAD);

    assertThat(rows(AlignMethod.LAST))
        .containsExactly(held(10, 1.5), flagged(20, 1.5, UNCERTAIN_DATA_SUB_NORMAL, INTERPOLATED));
  }

  @Test
  void drawsALineBetweenNeighbours() {
    given(5, 1, GOOD);
    given(25, 5, GOOD);

    assertThat(rows(AlignMethod.LINEAR)).containsExactly(held(10, 2), held(20, 4));
  }

  @Test
  void drawsNoLineOverALongerGap() {
    given(5, 1, GOOD);
    given(36, 5, GOOD);

    assertThat(rows(AlignMethod.LINEAR)).isEmpty();
  }

  @Test
  void letsTheSeriesOwnGapGoBeforeThePlans() {
    given(5, 1, GOOD);
    given(25, 5, GOOD);
    seriesMaxGap = 19;

    assertThat(rows(AlignMethod.LINEAR)).isEmpty();
  }

  @Test
  void takesTheWorseQualityOfBothNeighbours() {
    given(5, 1, GOOD);
    given(15, 3, UNCERTAIN);

    assertThat(rows(AlignMethod.LINEAR)).containsExactly(flagged(10, 2, UNCERTAIN, INTERPOLATED));
  }

  @Test
  void saysSoWhenItDrawsALineAcrossABadReading() {
    given(5, 1, GOOD);
    given(8, 100, BAD);
    given(15, 3, GOOD);

    assertThat(rows(AlignMethod.LINEAR))
        .containsExactly(flagged(10, 2, UNCERTAIN_DATA_SUB_NORMAL, INTERPOLATED));
  }

  @Test
  void neverInterpolatesOrAveragesASteppedSeries() {
    interpolation = Interpolation.STEPPED;
    given(5, 1, GOOD);
    given(25, 5, GOOD);

    assertThat(rows(AlignMethod.LINEAR)).containsExactly(held(10, 1), held(20, 1), held(30, 5));
    assertThat(rows(AlignMethod.MEAN)).containsExactly(held(10, 1), held(20, 1), held(30, 5));
  }

  /** Half a grid step to either side; the earlier of two that are equally near. */
  @Test
  void takesTheNearestWithinHalfAStep() {
    given(4, 1, GOOD);
    given(15, 2, GOOD);
    given(25, 3, GOOD);

    assertThat(rows(AlignMethod.NEAREST))
        .containsExactly(held(0, 1), held(10, 2), held(20, 2), held(30, 3));
  }

  @Test
  void averagesTheStepThatFollows() {
    given(10, 1, GOOD);
    given(13, 2, GOOD);
    given(19, 6, UNCERTAIN);
    given(20, 100, GOOD);

    assertThat(rows(AlignMethod.MEAN))
        .containsExactly(flagged(10, 3, UNCERTAIN, CALCULATED), flagged(20, 100, GOOD, CALCULATED));
  }

  @Test
  void callsAMeanPartialThatLeavesAReadingOut() {
    given(10, 1, GOOD);
    given(15, 50, BAD);
    given(19, 3, GOOD);
    given(29, 50, BAD);

    assertThat(rows(AlignMethod.MEAN))
        .containsExactly(flagged(10, 2, UNCERTAIN_DATA_SUB_NORMAL, CALCULATED | PARTIAL));
  }

  @Test
  void passesEverythingOnWithoutAGrid() {
    given(-1, 1, GOOD);
    given(0, 2, BAD);
    given(39, 3, GOOD);
    given(40, 4, GOOD);

    assertThat(rows(AlignMethod.NONE)).containsExactly(row(0, 2, BAD), row(39, 3, GOOD));
  }

  private void given(long time, double value, int quality) {
    readings.add(new Reading(time, value, quality));
  }

  private List<String> rows(AlignMethod method) {
    int n = readings.size();
    NormalisedSeries series =
        new NormalisedSeries(
            new Series(
                "acme/press",
                "metric",
                ValueType.NUMBER,
                interpolation,
                "1",
                seriesMaxGap,
                List.of(Calibration.IDENTITY)),
            n,
            readings.stream().mapToLong(Reading::time).toArray(),
            readings.stream().mapToDouble(Reading::value).toArray(),
            readings.stream().mapToInt(Reading::quality).toArray(),
            new String[0]);
    AlignedRows out = new AlignedRows();
    new Alignment(new MeasurementPlan(40, method, 10, 25, 30, Admit.UNCERTAIN))
        .apply(series, AdmittedReadings.of(series, Admit.UNCERTAIN), 0, 40, out);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < out.size(); i++) {
      rows.add(row(out.times()[i], out.values()[i], out.qualities()[i]));
    }
    return rows;
  }

  private static String held(long time, double value) {
    return flagged(time, value, GOOD, INTERPOLATED);
  }

  private static String flagged(long time, double value, int quality, int flags) {
    return row(time, value, Quality.withFlags(quality, flags));
  }

  private static String row(long time, double value, int quality) {
    return time + "=" + value + " " + Integer.toHexString(quality);
  }
}

package io.penstock.core.feature;

import static io.penstock.core.feature.Feature.TWA;
import static io.penstock.core.feature.Feature.TWA_SPAN_SLOPED;
import static io.penstock.core.feature.Feature.TWA_SPAN_STEPPED;
import static io.penstock.core.model.Interpolation.SLOPED;
import static io.penstock.core.model.Interpolation.STEPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.model.Interpolation;
import org.junit.jupiter.api.Test;

/** Windows of {@code [100, 200)} microseconds unless a test says otherwise. */
class TimeWeightedAverageTest {
  private static final long[] NONE = {};

  @Test
  void aSteppedSeriesHoldsTheReadingBeforeAndTheLastOne() {
    // 1 up to 120, 2 up to 150, 4 up to 200: (20 + 60 + 200) / 100
    assertThat(twa(STEPPED, times(40, 120, 150, 230), 1, 2, 4, 9)).isEqualTo(2.8);
  }

  @Test
  void aSteppedSeriesWithNothingBeforeIsCoveredFromItsFirstReading() {
    // 2 up to 150, 4 up to 200, over 80
    assertThat(twa(STEPPED, times(120, 150), 2, 4)).isEqualTo((60 + 200) / 80.0);
  }

  @Test
  void aSlopedSeriesIsCutAtBothBounds() {
    // OPC UA Part 13, TimeAverage with interpolated bounds. From 0 at 50 to 200 at 250 and back.
    assertThat(twa(SLOPED, times(50, 150, 250), 0, 100, 200)).isEqualTo(100);
    assertThat(twa(SLOPED, times(50, 150, 250), 0, 100, 0)).isEqualTo(75);
  }

  @Test
  void aSlopedSeriesWithoutNeighboursIsCoveredBetweenItsReadings() {
    assertThat(twa(SLOPED, times(120, 160), 2, 4)).isEqualTo(3);
    assertThat(twa(SLOPED, times(80, 120, 160), 0, 2, 4)).isEqualTo((1.5 * 20 + 3 * 40) / 60);
    assertThat(twa(SLOPED, times(120, 160, 240), 2, 4, 0)).isEqualTo((3 * 40 + 3 * 40) / 80.0);
  }

  @Test
  void oneReadingIsItsOwnAverage() {
    assertThat(twa(STEPPED, times(120), 7)).isEqualTo(7);
    assertThat(twa(SLOPED, times(120), 7)).isEqualTo(7);
    assertThat(twa(SLOPED, times(100), 7)).isEqualTo(7);
  }

  @Test
  void aReadingAtTheStartNeedsNoNeighbour() {
    assertThat(twa(SLOPED, times(100, 200), 1, 3)).isEqualTo(2);
    assertThat(twa(SLOPED, times(60, 100, 200), 99, 1, 3)).isEqualTo(2);
    assertThat(twa(STEPPED, times(60, 100), 99, 1)).isEqualTo(1);
  }

  @Test
  void anEmptyWindowHasTheAverageThatItsNeighboursDefine() {
    assertThat(twa(STEPPED, times(50), 5)).isEqualTo(5);
    assertThat(twa(STEPPED, times(250), 5)).isNaN();
    assertThat(twa(SLOPED, times(50, 250), 0, 200)).isEqualTo(100);
    assertThat(twa(SLOPED, times(50), 5)).isNaN();
    assertThat(twa(SLOPED, times(250), 5)).isNaN();
    assertThat(twa(STEPPED, NONE)).isNaN();
    assertThat(twa(SLOPED, NONE)).isNaN();
  }

  @Test
  void aConstantAveragesToItselfExactly() {
    assertThat(twa(STEPPED, times(90, 103, 131, 222), 0.1, 0.1, 0.1, 0.1)).isEqualTo(0.1);
    assertThat(twa(SLOPED, times(90, 103, 131, 222), 0.1, 0.1, 0.1, 0.1)).isEqualTo(0.1);
  }

  @Test
  void theSpanFormsIgnoreTheWindowAndNeedTwoReadings() {
    Window window = window(times(40, 120, 150, 180, 230), 50, 1, 2, 4, 50);
    assertThat(Windows.compute(TWA_SPAN_STEPPED, window)).isEqualTo(1.5);
    assertThat(Windows.compute(TWA_SPAN_SLOPED, window)).isEqualTo((1.5 * 30 + 3 * 30) / 60);
    Window one = window(times(40, 120, 230), 50, 1, 50);
    assertThat(Windows.compute(TWA_SPAN_STEPPED, one)).isNaN();
    assertThat(Windows.compute(TWA_SPAN_SLOPED, one)).isNaN();
  }

  private static double twa(Interpolation interpolation, long[] times, double... values) {
    return Windows.compute(TWA, window(times, values), interpolation);
  }

  private static Window window(long[] times, double... values) {
    return Windows.of(100, 200, times, values);
  }

  private static long[] times(long... times) {
    return times;
  }
}

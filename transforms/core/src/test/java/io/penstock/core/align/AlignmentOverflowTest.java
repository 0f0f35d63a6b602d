package io.penstock.core.align;

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
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlignmentOverflowTest {
  private static final Series SERIES =
      new Series(
          "acme/north/press/line1/p1",
          "m",
          ValueType.NUMBER,
          Interpolation.SLOPED,
          "1",
          0,
          List.of(Calibration.IDENTITY));

  /** Both readings are finite; their difference and their sum are not. */
  @ParameterizedTest
  @EnumSource(names = {"LINEAR", "MEAN"})
  void whatOverflowsIsBadAndHasNoValue(AlignMethod method) {
    MeasurementPlan plan = new MeasurementPlan(100, method, 10, 10, 10, Admit.GOOD);
    boolean mean = method == AlignMethod.MEAN;
    // In one grid step, so that they are summed; or around the grid time 20.
    long[] times = {mean ? 21 : 16, mean ? 29 : 24};
    double[] values = {Double.MAX_VALUE, mean ? Double.MAX_VALUE : -Double.MAX_VALUE};
    int[] qualities = {Quality.GOOD, Quality.GOOD};
    NormalisedSeries series =
        new NormalisedSeries(SERIES, 2, times, values, qualities, new String[0]);
    AlignedRows rows = new AlignedRows();

    new Alignment(plan).apply(series, AdmittedReadings.of(series, Admit.GOOD), 20, 30, rows);

    assertThat(rows.size()).isEqualTo(1);
    assertThat(rows.values()[0]).isNaN();
    assertThat(Quality.isBad(rows.qualities()[0])).isTrue();
  }
}

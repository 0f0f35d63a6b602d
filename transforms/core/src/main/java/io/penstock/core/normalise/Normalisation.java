package io.penstock.core.normalise;

import io.penstock.core.dedup.SeriesReadings;
import io.penstock.core.model.Calibration;
import io.penstock.core.model.Series;
import io.penstock.core.model.ValueType;
import io.penstock.core.quality.Quality;
import java.util.List;

/**
 * Winners of the deduplication to engineering values: {@code value * scale + offset} with the
 * calibration that holds at the event time, then the range check.
 *
 * <p>A value outside the range is kept and flagged Uncertain_EngineeringUnitsExceeded unless its
 * quality is worse already. A reading at a time for which the series has no calibration, or whose
 * value is no longer finite, is Bad. Order is kept; no state.
 */
public final class Normalisation {
  private Normalisation() {}

  /** Normalises one series. */
  public static NormalisedSeries apply(SeriesReadings readings) {
    int n = readings.winners();
    long[] times = new long[n];
    double[] values = new double[n];
    int[] qualities = new int[n];
    Series series = readings.series();
    boolean text = series.type() == ValueType.TEXT;
    int at = 0;
    for (int i = 0; i < readings.size(); i++) {
      long time = readings.times()[i];
      if (i > 0 && time == readings.times()[i - 1]) {
        continue;
      }
      long bits = readings.bits()[i];
      times[at] = time;
      qualities[at] = readings.qualities()[i];
      values[at] = text ? textValue(bits) : Double.longBitsToDouble(bits);
      at++;
    }
    if (series.type() == ValueType.NUMBER) {
      calibrate(series.calibrations(), times, values, qualities);
    }
    return new NormalisedSeries(series, n, times, values, qualities, readings.texts());
  }

  private static double textValue(long bits) {
    return bits == 0 ? Double.NaN : bits - 1;
  }

  private static void calibrate(
      List<Calibration> calibrations, long[] times, double[] values, int[] qualities) {
    int current = 0;
    for (int i = 0; i < times.length; i++) {
      while (current < calibrations.size() - 1
          && times[i] >= calibrations.get(current).validToMicros()) {
        current++;
      }
      Calibration calibration = calibrations.get(current);
      if (!calibration.holdsAt(times[i])) {
        values[i] = Double.NaN;
        qualities[i] = Quality.worse(qualities[i], Quality.BAD_NO_DATA);
      } else if (!Double.isNaN(values[i])) {
        double value = values[i] * calibration.scale() + calibration.offset();
        values[i] = Double.isFinite(value) ? value + 0.0 : Double.NaN; // turns -0.0 into 0.0
        qualities[i] = checked(value, calibration, qualities[i]);
      }
    }
  }

  private static int checked(double value, Calibration calibration, int quality) {
    if (!Double.isFinite(value)) {
      return Quality.worse(quality, Quality.BAD);
    }
    boolean inside = value >= calibration.rangeLow() && value <= calibration.rangeHigh();
    return inside || !Quality.isGood(quality)
        ? quality
        : Quality.UNCERTAIN_ENGINEERING_UNITS_EXCEEDED;
  }
}

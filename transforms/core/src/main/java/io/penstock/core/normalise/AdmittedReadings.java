package io.penstock.core.normalise;

import io.penstock.core.plan.MeasurementPlan.Admit;
import io.penstock.core.quality.Quality;

/**
 * Those normalised readings that may become values: finite, and of a quality that the plan admits.
 *
 * @param size number of admitted readings; the arrays may be longer
 * @param times event times, strictly increasing, microseconds UTC
 * @param values engineering values; for text the index into the span's texts
 * @param qualities OPC UA StatusCodes
 * @param positions index of each in the normalised series, to see what lies between two of them
 */
@SuppressWarnings("ArrayRecordComponent") // columns are moved, not compared
public record AdmittedReadings(
    int size, long[] times, double[] values, int[] qualities, int[] positions) {

  /** Selects what may become a value. */
  public static AdmittedReadings of(NormalisedSeries series, Admit admit) {
    int n = series.size();
    long[] times = new long[n];
    double[] values = new double[n];
    int[] qualities = new int[n];
    int[] positions = new int[n];
    int size = 0;
    for (int i = 0; i < n; i++) {
      int quality = series.qualities()[i];
      if (isAdmitted(quality, admit) && Double.isFinite(series.values()[i])) {
        times[size] = series.times()[i];
        values[size] = series.values()[i];
        qualities[size] = quality;
        positions[size] = i;
        size++;
      }
    }
    return new AdmittedReadings(size, times, values, qualities, positions);
  }

  /** Whether a value of a quality may be used. */
  public static boolean isAdmitted(int quality, Admit admit) {
    return Quality.isGood(quality) || (admit == Admit.UNCERTAIN && Quality.isUncertain(quality));
  }

  /** Index of the first reading at or after a time; {@link #size} when there is none. */
  public int firstAtOrAfter(long micros) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < micros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

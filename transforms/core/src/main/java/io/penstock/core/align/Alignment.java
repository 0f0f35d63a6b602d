package io.penstock.core.align;

import io.penstock.core.model.Interpolation;
import io.penstock.core.model.Series;
import io.penstock.core.model.ValueType;
import io.penstock.core.normalise.AdmittedReadings;
import io.penstock.core.normalise.NormalisedSeries;
import io.penstock.core.plan.AlignMethod;
import io.penstock.core.plan.MeasurementPlan;
import io.penstock.core.quality.Quality;

/**
 * Brings one series to the grid {@code [fromMicros, toMicros)} of a {@link MeasurementPlan}.
 *
 * <p>Every rule looks at most {@link MeasurementPlan#maxAgeMicros} back and {@link
 * MeasurementPlan#maxGapMicros} to either side (a series' own maximum gap goes before it), which is
 * what {@link io.penstock.core.plan.Margins} promises: so a value does not depend on how much more
 * than its tile's margin happens to be at hand.
 *
 * <p>A value that was measured at the grid time keeps its quality. A held or interpolated one
 * carries Interpolated, a mean Calculated (OPC UA Part 11, 6.4.3); where readings that are not
 * admitted lie between, it is Uncertain_DataSubNormal (Part 13, 5.4.3: a Bad value between the
 * neighbours). A grid time that nothing reaches has no row. Stepped series are never interpolated
 * or averaged: they hold. What overflows on the way is Bad and has no value.
 */
public final class Alignment {
  private final MeasurementPlan plan;

  /** An alignment as a plan has it. */
  public Alignment(MeasurementPlan plan) {
    this.plan = plan;
  }

  /** Appends the rows of one series in {@code [fromMicros, toMicros)} to {@code out}. */
  public void apply(
      NormalisedSeries series,
      AdmittedReadings admitted,
      long fromMicros,
      long toMicros,
      AlignedRows out) {
    AlignMethod method = methodFor(series.series());
    if (method == AlignMethod.NONE) {
      copy(series, fromMicros, toMicros, out);
      return;
    }
    long grid = plan.gridMicros();
    int next = admitted.firstAtOrAfter(fromMicros);
    for (long at = -Math.floorDiv(-fromMicros, grid) * grid; at < toMicros; at += grid) {
      while (next < admitted.size() && admitted.times()[next] < at) {
        next++;
      }
      boolean measured = next < admitted.size() && admitted.times()[next] == at;
      switch (method) {
        case MEAN -> mean(series, admitted, next, at, out);
        case NEAREST -> nearest(admitted, next, at, out);
        case LAST, LINEAR, NONE -> {
          if (measured) {
            out.add(at, admitted.values()[next], admitted.qualities()[next]);
          } else if (method == AlignMethod.LAST) {
            hold(series, admitted, next - 1, at, out);
          } else {
            interpolate(series, admitted, next, at, out);
          }
        }
      }
    }
  }

  private AlignMethod methodFor(Series series) {
    boolean sloped =
        series.type() == ValueType.NUMBER && series.interpolation() == Interpolation.SLOPED;
    boolean blends = plan.method() == AlignMethod.LINEAR || plan.method() == AlignMethod.MEAN;
    return blends && !sloped ? AlignMethod.LAST : plan.method();
  }

  private static void copy(NormalisedSeries series, long from, long to, AlignedRows out) {
    for (int i = 0; i < series.size(); i++) {
      long time = series.times()[i];
      if (time >= from && time < to) {
        out.add(time, series.values()[i], series.qualities()[i]);
      }
    }
  }

  private void hold(
      NormalisedSeries series, AdmittedReadings admitted, int last, long at, AlignedRows out) {
    if (last < 0 || at - admitted.times()[last] > plan.maxAgeMicros()) {
      return;
    }
    int following = admitted.positions()[last] + 1;
    boolean interrupted = following < series.size() && series.times()[following] <= at;
    int quality = interrupted ? Quality.UNCERTAIN_DATA_SUB_NORMAL : admitted.qualities()[last];
    out.add(at, admitted.values()[last], Quality.withFlags(quality, Quality.INTERPOLATED));
  }

  private void interpolate(
      NormalisedSeries series, AdmittedReadings admitted, int next, long at, AlignedRows out) {
    if (next == 0 || next == admitted.size()) {
      return;
    }
    int last = next - 1;
    long before = admitted.times()[last];
    long gap = admitted.times()[next] - before;
    if (gap > maxGap(series.series())) {
      return;
    }
    double from = admitted.values()[last];
    double share = (double) (at - before) / gap;
    double value = from + (admitted.values()[next] - from) * share;
    boolean interrupted = admitted.positions()[next] > admitted.positions()[last] + 1;
    int quality =
        interrupted
            ? Quality.UNCERTAIN_DATA_SUB_NORMAL
            : Quality.worse(admitted.qualities()[last], admitted.qualities()[next]);
    add(at, value, quality, Quality.INTERPOLATED, out);
  }

  /** Appends a computed value. */
  private static void add(long at, double value, int quality, int flags, AlignedRows out) {
    boolean finite = Double.isFinite(value);
    out.add(
        at,
        finite ? value : Double.NaN,
        Quality.withFlags(finite ? quality : Quality.worse(quality, Quality.BAD), flags));
  }

  private void nearest(AdmittedReadings admitted, int next, long at, AlignedRows out) {
    long half = plan.gridMicros() / 2;
    long toLast = next > 0 ? at - admitted.times()[next - 1] : Long.MAX_VALUE;
    long toNext = next < admitted.size() ? admitted.times()[next] - at : Long.MAX_VALUE;
    int chosen = toLast <= toNext ? next - 1 : next;
    long distance = Math.min(toLast, toNext);
    if (distance > half) {
      return;
    }
    int quality = admitted.qualities()[chosen];
    out.add(
        at,
        admitted.values()[chosen],
        distance == 0 ? quality : Quality.withFlags(quality, Quality.INTERPOLATED));
  }

  private void mean(
      NormalisedSeries series, AdmittedReadings admitted, int first, long at, AlignedRows out) {
    long end = at + plan.gridMicros();
    double sum = 0;
    int count = 0;
    int quality = Quality.GOOD;
    int i = first;
    while (i < admitted.size() && admitted.times()[i] < end) {
      sum += admitted.values()[i];
      quality = Quality.worse(quality, admitted.qualities()[i]);
      count++;
      i++;
    }
    if (count == 0) {
      return;
    }
    int flags = Quality.CALCULATED;
    if (excluded(series, admitted, first, i - 1, at, end)) {
      flags |= Quality.PARTIAL;
      quality = Quality.worse(quality, Quality.UNCERTAIN_DATA_SUB_NORMAL);
    }
    add(at, sum / count, quality, flags, out);
  }

  /** Whether a reading in {@code [at, end)} was not admitted. */
  private static boolean excluded(
      NormalisedSeries series, AdmittedReadings admitted, int first, int last, long at, long end) {
    int from = admitted.positions()[first];
    int to = admitted.positions()[last];
    return to - from != last - first
        || (from > 0 && series.times()[from - 1] >= at)
        || (to + 1 < series.size() && series.times()[to + 1] < end);
  }

  private long maxGap(Series series) {
    return series.maxGapMicros() > 0 ? series.maxGapMicros() : plan.maxGapMicros();
  }
}

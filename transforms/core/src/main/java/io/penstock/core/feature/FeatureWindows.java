package io.penstock.core.feature;

import io.penstock.core.align.AlignedRows;
import io.penstock.core.model.Interpolation;
import io.penstock.core.model.Series;
import io.penstock.core.model.ValueType;
import io.penstock.core.normalise.AdmittedReadings;
import io.penstock.core.normalise.NormalisedSeries;
import io.penstock.core.plan.FeatureGroup;
import io.penstock.core.plan.MeasurementPlan;
import io.penstock.core.plan.MeasurementPlan.Admit;
import io.penstock.core.quality.Quality;
import java.util.Arrays;

/**
 * Cuts one series into the windows of a {@link FeatureGroup} and computes each.
 *
 * <p>Windows start at {@code origin + k * hop}, include their start and exclude their end (OPC UA
 * Part 13, 4.2.1), and are given in order. A window has a row when it has any reading, of whatever
 * quality, or when a value is held into it and the group asks for something that needs it.
 *
 * <p>The row's quality follows OPC UA Part 13, 5.4.3.2.1 with its default limits: Good when all
 * readings are, Bad when none is admitted, else Uncertain_DataSubNormal; always Calculated.
 *
 * <p>Serves one thread; keeps scratch buffers and no data.
 */
public final class FeatureWindows {
  private final FeatureGroup group;
  private final MeasurementPlan plan;
  private final WindowStatistics stepped;
  private final WindowStatistics sloped;
  private final StateDurations durations = StateDurations.create();
  private final Window window = new Window();
  private final double[] values;
  private final boolean averages;
  private final boolean holdsInto;
  private int[] states = {};

  /** Takes the rows of one series, in order of window start. */
  public interface Rows {
    /** A row; the values belong to the caller and are in the order of the group's features. */
    void row(long windowStart, int quality, double[] values);

    /** The seconds in each state of the last row, as a JSON object. */
    void states(String json);
  }

  /** The windows of one group, held and bounded as the measurements are. */
  public FeatureWindows(FeatureGroup group, MeasurementPlan plan) {
    this.group = group;
    this.plan = plan;
    this.stepped = WindowStatistics.of(group.features(), Interpolation.STEPPED);
    this.sloped = WindowStatistics.of(group.features(), Interpolation.SLOPED);
    this.values = new double[group.features().size()];
    this.averages = group.features().contains(Feature.TWA);
    this.holdsInto = averages || group.features().contains(Feature.TRANSITIONS);
  }

  /** The group. */
  public FeatureGroup group() {
    return group;
  }

  /** Whether the group is computed for a series. */
  public boolean wants(Series series) {
    return group.metrics().isEmpty() || group.metrics().contains(series.metric());
  }

  /** Computes the windows that end in {@code (fromMicros, toMicros]} over normalised readings. */
  public void overReadings(
      NormalisedSeries series,
      AdmittedReadings admitted,
      long fromMicros,
      long toMicros,
      Rows out) {
    window.times = admitted.times();
    window.values = admitted.values();
    prepareStates(series.series(), admitted.values(), admitted.size());
    int first = 0;
    int allFrom = 0;
    for (long end = firstEnd(fromMicros); end <= toMicros; end += group.hopMicros()) {
      long start = end - group.windowMicros();
      while (allFrom < series.size() && series.times()[allFrom] < start) {
        allFrom++;
      }
      while (first < admitted.size() && admitted.times()[first] < start) {
        first++;
      }
      bound(start, end, first, admitted.size());
      countQualities(series, allFrom, end);
      setNeighbours(series.series(), admitted.size());
      boolean held = window.before >= 0 && isStepped(series.series());
      if (window.all > 0 || held) {
        emit(series, out);
      }
    }
  }

  /**
   * Computes the windows that end in {@code (fromMicros, toMicros]} over values on the grid.
   * Nothing is held into a window: the grid's own rule has done that already.
   */
  public void overAligned(
      NormalisedSeries series, AlignedRows rows, long fromMicros, long toMicros, Rows out) {
    AlignedValues aligned = AlignedValues.of(rows, plan.admit());
    window.times = aligned.times();
    window.values = aligned.values();
    prepareStates(series.series(), aligned.values(), aligned.size());
    window.before = -1;
    window.after = -1;
    int first = 0;
    for (long end = firstEnd(fromMicros); end <= toMicros; end += group.hopMicros()) {
      long start = end - group.windowMicros();
      while (first < aligned.size() && aligned.times()[first] < start) {
        first++;
      }
      bound(start, end, first, aligned.size());
      window.all = window.size();
      window.good = 0;
      for (int i = window.from; i < window.to; i++) {
        window.good += Quality.isGood(aligned.qualities()[i]) ? 1 : 0;
      }
      if (window.all > 0) {
        emit(series, out);
      }
    }
  }

  private long firstEnd(long fromMicros) {
    long phase = Math.floorMod(group.originMicros() + group.windowMicros(), group.hopMicros());
    long steps = Math.floorDiv(fromMicros - phase, group.hopMicros()) + 1;
    return phase + steps * group.hopMicros();
  }

  private void bound(long start, long end, int first, int size) {
    window.startMicros = start;
    window.endMicros = end;
    window.from = first;
    int to = first;
    while (to < size && window.times[to] < end) {
      to++;
    }
    window.to = to;
  }

  private void countQualities(NormalisedSeries series, int allFrom, long end) {
    int all = 0;
    int good = 0;
    for (int i = allFrom; i < series.size() && series.times()[i] < end; i++) {
      all++;
      good += Quality.isGood(series.qualities()[i]) ? 1 : 0;
    }
    window.all = all;
    window.good = good;
  }

  /**
   * Finds the readings outside the window that may be held or interpolated into it. Only where
   * {@link io.penstock.core.plan.Margins} grants the reach: a reading that the evidence does not
   * count must not show in a row.
   */
  private void setNeighbours(Series series, int size) {
    window.before = -1;
    window.after = -1;
    int previous = window.from - 1;
    int next = window.to;
    if (isStepped(series)) {
      if (holdsInto
          && previous >= 0
          && window.startMicros - window.times[previous] <= plan.maxAgeMicros()) {
        window.before = previous;
      }
      return;
    }
    long maxGap = series.maxGapMicros() > 0 ? series.maxGapMicros() : plan.maxGapMicros();
    if (!averages || window.size() == 0) {
      return;
    }
    if (previous >= 0 && window.times[window.from] - window.times[previous] <= maxGap) {
      window.before = previous;
    }
    if (next < size && window.times[next] - window.times[next - 1] <= maxGap) {
      window.after = next;
    }
  }

  private void emit(NormalisedSeries series, Rows out) {
    boolean text = series.series().type() == ValueType.TEXT;
    WindowStatistics statistics = isStepped(series.series()) ? stepped : sloped;
    boolean hasStates = series.series().type() != ValueType.NUMBER;
    if (hasStates) {
      durations.compute(
          window.times,
          states,
          window.from,
          window.to,
          window.before,
          window.startMicros,
          window.endMicros);
    }
    if (text) {
      computeText();
    } else {
      statistics.compute(window, values);
    }
    out.row(window.startMicros, quality(), values);
    if (hasStates && durations.stateCount() > 0) {
      out.states(durations.toJson(state -> stateName(series, state)));
    }
  }

  /** What has a meaning for text; every other feature is undefined. */
  private void computeText() {
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (group.features().get(i)) {
            case COUNT -> window.size();
            case PERCENT_GOOD -> window.all == 0 ? Double.NaN : 100.0 * window.good / window.all;
            case TRANSITIONS -> durations.transitions();
            default -> Double.NaN;
          };
    }
  }

  private int quality() {
    int quality = Quality.UNCERTAIN_DATA_SUB_NORMAL;
    if (window.good == window.all && window.all > 0) {
      quality = Quality.GOOD;
    } else if (window.size() == 0 && window.before < 0) {
      quality = Quality.BAD_NO_DATA;
    }
    return Quality.withFlags(quality, Quality.CALCULATED);
  }

  private void prepareStates(Series series, double[] stateValues, int size) {
    if (series.type() == ValueType.NUMBER) {
      return;
    }
    if (states.length < size) {
      states = Arrays.copyOf(states, size);
    }
    for (int i = 0; i < size; i++) {
      states[i] = (int) stateValues[i];
    }
  }

  private static String stateName(NormalisedSeries series, int state) {
    if (series.series().type() == ValueType.BOOLEAN) {
      return state == 0 ? "false" : "true";
    }
    return series.texts()[state];
  }

  private static boolean isStepped(Series series) {
    return series.interpolation() == Interpolation.STEPPED;
  }

  /** The rows of a grid that hold a value of a quality that the plan admits. */
  @SuppressWarnings("ArrayRecordComponent") // columns are moved, not compared
  private record AlignedValues(int size, long[] times, double[] values, int[] qualities) {
    static AlignedValues of(AlignedRows rows, Admit admit) {
      int n = rows.size();
      long[] times = new long[n];
      double[] values = new double[n];
      int[] qualities = new int[n];
      int size = 0;
      for (int i = 0; i < n; i++) {
        if (Double.isFinite(rows.values()[i])
            && AdmittedReadings.isAdmitted(rows.qualities()[i], admit)) {
          times[size] = rows.times()[i];
          values[size] = rows.values()[i];
          qualities[size] = rows.qualities()[i];
          size++;
        }
      }
      return new AlignedValues(size, times, values, qualities);
    }
  }
}

package io.penstock.core.feature;

import io.penstock.core.model.Interpolation;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Windows and results for tests. */
final class Windows {
  static final List<Feature> ALL = List.of(Feature.values());

  private Windows() {}

  /** Readings once a second from the window's start, and one second after the last. */
  static Window everySecond(double... values) {
    long[] times = LongStream.range(0, values.length).map(i -> i * 1_000_000).toArray();
    return of(0, values.length * 1_000_000L, times, values);
  }

  /** Readings at given times; those outside {@code [start, end)} become its neighbours. */
  static Window of(long startMicros, long endMicros, long[] times, double[] values) {
    Window window = new Window();
    window.startMicros = startMicros;
    window.endMicros = endMicros;
    window.times = times;
    window.values = values;
    window.from = (int) Arrays.stream(times).filter(t -> t < startMicros).count();
    window.to = (int) Arrays.stream(times).filter(t -> t < endMicros).count();
    window.before = window.from - 1;
    window.after = window.to < times.length ? window.to : -1;
    window.good = window.size();
    window.all = window.size();
    return window;
  }

  /** All features. */
  static Map<Feature, Double> compute(Window window, Interpolation interpolation) {
    double[] out = new double[ALL.size()];
    WindowStatistics.of(ALL, interpolation).compute(window, out);
    Map<Feature, Double> values = new EnumMap<>(Feature.class);
    for (int i = 0; i < out.length; i++) {
      values.put(ALL.get(i), out[i]);
    }
    return values;
  }

  /** One feature, computed alone. */
  static double compute(Feature feature, Window window, Interpolation interpolation) {
    double[] out = new double[1];
    WindowStatistics.of(List.of(feature), interpolation).compute(window, out);
    return out[0];
  }

  /** One feature of a sloped series, computed alone. */
  static double compute(Feature feature, Window window) {
    return compute(feature, window, Interpolation.SLOPED);
  }
}

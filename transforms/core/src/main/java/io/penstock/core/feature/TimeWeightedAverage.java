package io.penstock.core.feature;

import static io.penstock.core.feature.Feature.TWA;
import static io.penstock.core.feature.Feature.TWA_SPAN_SLOPED;
import static io.penstock.core.feature.Feature.TWA_SPAN_STEPPED;

import io.penstock.core.model.Interpolation;
import java.util.Set;

/**
 * Averages weighted by time: the integral of the signal over the time it is known for.
 *
 * <p>{@link Feature#TWA} covers the window {@code [a, b)} as OPC UA Part 13 has TimeAverage with
 * interpolated bounds:
 *
 * <ul>
 *   <li>stepped: the reading before the window is held up to the first one inside, and the last one
 *       is held to {@code b}. With no reading before, the time before the first one is not covered.
 *   <li>sloped: straight lines between readings, cut at {@code a} and {@code b} where there is a
 *       neighbour outside to draw the line to. Where there is none, the cover ends at the first or
 *       the last reading; one reading without neighbours is its own average.
 * </ul>
 *
 * <p>The integral is divided by the time covered. A window without readings is covered by the value
 * held (stepped) or by the line between both neighbours (sloped), else it is undefined. A reading
 * exactly at {@code a} needs no neighbour.
 *
 * <p>The two span forms run from the first to the last reading and need two.
 */
final class TimeWeightedAverage implements Part {
  private final Interpolation interpolation;
  private final boolean wantsWindow;
  private final boolean wantsSpan;
  private double whole;
  private double spanStepped;
  private double spanSloped;

  /** Sums are taken over {@code x - reference}, so that a constant averages to itself exactly. */
  private double reference;

  TimeWeightedAverage(Interpolation interpolation, Set<Feature> requested) {
    this.interpolation = interpolation;
    this.wantsWindow = requested.contains(TWA);
    this.wantsSpan = requested.contains(TWA_SPAN_STEPPED) || requested.contains(TWA_SPAN_SLOPED);
  }

  @Override
  public Set<Feature> features() {
    return Set.of(TWA, TWA_SPAN_STEPPED, TWA_SPAN_SLOPED);
  }

  @Override
  public boolean definedWhenEmpty() {
    return true;
  }

  @Override
  public void compute(Window window) {
    reference = window.size() == 0 ? 0 : window.values[window.from];
    if (wantsWindow) {
      whole = interpolation == Interpolation.STEPPED ? stepped(window) : sloped(window);
    }
    if (wantsSpan) {
      span(window);
    }
  }

  private void span(Window window) {
    if (window.size() < 2) {
      spanStepped = Double.NaN;
      spanSloped = Double.NaN;
      return;
    }
    double micros = window.times[window.to - 1] - window.times[window.from];
    spanStepped = reference + heldArea(window) / micros;
    spanSloped = reference + lineArea(window) / micros;
  }

  private double stepped(Window window) {
    if (window.size() == 0) {
      return window.before >= 0 ? window.values[window.before] : Double.NaN;
    }
    long first = window.times[window.from];
    long last = window.times[window.to - 1];
    double area = 0;
    long start = first;
    if (window.before >= 0) {
      start = window.startMicros;
      area = (window.values[window.before] - reference) * (first - start);
    }
    area += heldArea(window);
    area += (window.values[window.to - 1] - reference) * (window.endMicros - last);
    return reference + area / (window.endMicros - start);
  }

  private double sloped(Window window) {
    if (window.size() == 0) {
      return (boundAtStart(window) + boundAtEnd(window)) / 2;
    }
    long start = window.times[window.from];
    long end = window.times[window.to - 1];
    double area = lineArea(window);
    if (window.before >= 0) {
      double sides = boundAtStart(window) - reference; // plus 0: the first value is the reference
      area += sides / 2 * (start - window.startMicros);
      start = window.startMicros;
    }
    if (window.after >= 0) {
      double sides = (window.values[window.to - 1] - reference) + (boundAtEnd(window) - reference);
      area += sides / 2 * (window.endMicros - end);
      end = window.endMicros;
    }
    return start == end ? reference : reference + area / (end - start);
  }

  /** Integral of {@code x - reference} from the first to the last reading, held. */
  private double heldArea(Window window) {
    double area = 0;
    for (int i = window.from; i < window.to - 1; i++) {
      area += (window.values[i] - reference) * (window.times[i + 1] - window.times[i]);
    }
    return area;
  }

  /** Integral of {@code x - reference} from the first to the last reading, in straight lines. */
  private double lineArea(Window window) {
    double area = 0;
    for (int i = window.from; i < window.to - 1; i++) {
      double sides = (window.values[i] - reference) + (window.values[i + 1] - reference);
      area += sides / 2 * (window.times[i + 1] - window.times[i]);
    }
    return area;
  }

  /** The sloped signal at the window's start, NaN where a neighbour for the line is missing. */
  static double boundAtStart(Window window) {
    int right = window.size() > 0 ? window.from : window.after;
    return line(window, window.before, right, window.startMicros);
  }

  /** The sloped signal at the window's end, NaN where a neighbour for the line is missing. */
  static double boundAtEnd(Window window) {
    int left = window.size() > 0 ? window.to - 1 : window.before;
    return line(window, left, window.after, window.endMicros);
  }

  /** The line through two readings (OPC UA Part 13, Interpolative, sloped), at a time between. */
  private static double line(Window window, int left, int right, long micros) {
    if (left < 0 || right < 0) {
      return Double.NaN;
    }
    double share =
        (double) (micros - window.times[left]) / (window.times[right] - window.times[left]);
    double x = window.values[left];
    return x + share * (window.values[right] - x);
  }

  @Override
  public double value(Feature feature) {
    return switch (feature) {
      case TWA -> whole;
      case TWA_SPAN_STEPPED -> spanStepped;
      case TWA_SPAN_SLOPED -> spanSloped;
      default -> throw Part.foreign(feature);
    };
  }
}

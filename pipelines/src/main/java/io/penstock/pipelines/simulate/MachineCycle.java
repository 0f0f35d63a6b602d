package io.penstock.pipelines.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a machine does over time: it runs, idles and now and then stands with a fault. */
final class MachineCycle {
  /** What a machine does. */
  enum State {
    RUNNING,
    IDLE,
    FAULT
  }

  private static final double MEAN_RUN_SECONDS = 180;
  private static final double MEAN_IDLE_SECONDS = 40;
  private static final double MEAN_FAULT_SECONDS = 20;
  private static final double FAULT_SHARE = 0.2;

  private final long[] starts;
  private final State[] states;

  private MachineCycle(long[] starts, State[] states) {
    this.starts = starts;
    this.states = states;
  }

  /** A machine's life that covers {@code [fromMicros, toMicros)}. */
  static MachineCycle of(Rng rng, long fromMicros, long toMicros) {
    List<Long> starts = new ArrayList<>();
    List<State> states = new ArrayList<>();
    State state = rng.chance(0.7) ? State.RUNNING : State.IDLE;
    for (long at = fromMicros; at < toMicros; ) {
      starts.add(at);
      states.add(state);
      at += (long) (1e6 * (5 + rng.exponential(meanSeconds(state))));
      state = next(state, rng);
    }
    return new MachineCycle(
        starts.stream().mapToLong(Long::longValue).toArray(), states.toArray(State[]::new));
  }

  private static double meanSeconds(State state) {
    return switch (state) {
      case RUNNING -> MEAN_RUN_SECONDS;
      case IDLE -> MEAN_IDLE_SECONDS;
      case FAULT -> MEAN_FAULT_SECONDS;
    };
  }

  private static State next(State state, Rng rng) {
    if (state != State.RUNNING) {
      return State.RUNNING;
    }
    return rng.chance(FAULT_SHARE) ? State.FAULT : State.IDLE;
  }

  State at(long micros) {
    return states[segment(micros)];
  }

  /** Seconds it has run since its life began. */
  double runSeconds(long micros) {
    double micro = 0;
    int last = segment(micros);
    for (int i = 0; i <= last; i++) {
      if (states[i] == State.RUNNING) {
        micro += (i == last ? micros : starts[i + 1]) - starts[i];
      }
    }
    return micro / 1e6;
  }

  /** The load at each segment's start, seen through a first-order lag. */
  double[] loads(double lagSeconds) {
    double[] loads = new double[starts.length];
    for (int i = 1; i < loads.length; i++) {
      loads[i] = relaxed(loads[i - 1], i - 1, starts[i], lagSeconds);
    }
    return loads;
  }

  /** The load between 0 (at rest) and 1 (running), seen through a first-order lag. */
  double load(double[] loads, long micros, double lagSeconds) {
    int segment = segment(micros);
    return relaxed(loads[segment], segment, micros, lagSeconds);
  }

  private double relaxed(double from, int segment, long micros, double lagSeconds) {
    double target = states[segment] == State.RUNNING ? 1 : 0;
    double seconds = (micros - starts[segment]) / 1e6;
    return target + (from - target) * StrictMath.exp(-seconds / lagSeconds);
  }

  private int segment(long micros) {
    int found = Arrays.binarySearch(starts, micros);
    return found >= 0 ? found : Math.max(0, -found - 2);
  }
}

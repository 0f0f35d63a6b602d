package io.penstock.core.feature;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntFunction;

/**
 * The time a text or boolean series spends in each state within one window {@code [a, b)}, and how
 * often it changes.
 *
 * <p>The series is stepped: the reading before the window holds up to the first one inside, and the
 * last one holds to {@code b}. Time before the first reading with none before it belongs to no
 * state, so the durations add up to the time that is covered.
 *
 * <p>A transition is a reading in the window whose state differs from the reading before it (OPC UA
 * Part 13, NumberOfTransitions); the first reading counts if the one before the window is known and
 * differs.
 *
 * <p>States are small ids from 0, as an index into a dictionary; scratch space grows with the
 * largest id. One thread per instance; using it again leaves no trace in a result.
 */
public final class StateDurations {
  private long[] microsOf = {};
  private int[] seen = {};
  private int seenCount;
  private int transitions;

  /** Nothing measured yet. */
  public static StateDurations create() {
    return new StateDurations();
  }

  private StateDurations() {}

  /**
   * Measures one window, forgetting the one before.
   *
   * @param times event times, strictly increasing, microseconds UTC
   * @param states state ids, one per time, 0 or more
   * @param from first index inside the window
   * @param to index after the last one inside
   * @param before index of the reading that may be held into the window, or -1 when there is none
   * @param startMicros start of the window, inclusive, microseconds UTC
   * @param endMicros end of the window, exclusive, microseconds UTC
   */
  public void compute(
      long[] times, int[] states, int from, int to, int before, long startMicros, long endMicros) {
    clear();
    if (before >= 0) {
      add(states[before], (from < to ? times[from] : endMicros) - startMicros);
    }
    int previous = before;
    for (int i = from; i < to; i++) {
      add(states[i], (i + 1 < to ? times[i + 1] : endMicros) - times[i]);
      transitions += previous >= 0 && states[previous] != states[i] ? 1 : 0;
      previous = i;
    }
  }

  /** Changes of state inside the window. */
  public int transitions() {
    return transitions;
  }

  /** Number of states that held for any time at all. */
  public int stateCount() {
    return seenCount;
  }

  /** Microseconds that the window spent in a state; 0 for one that it was never in. */
  public long micros(int state) {
    return state < microsOf.length ? microsOf[state] : 0;
  }

  /** Seconds that the window spent in a state. */
  public double seconds(int state) {
    return micros(state) / 1e6;
  }

  /**
   * The durations as a JSON object of seconds per state, such as {@code {"idle":12.5,"run":47.5}}.
   *
   * <p>Deterministic: states that held for no time are left out, the others are in code point order
   * of their names; no white space; strings and numbers as RFC 8785 (JSON Canonicalization Scheme)
   * writes them, so a number is the shortest that reads back as {@code micros / 1e6}.
   *
   * @param nameOf the name of a state id; different ids have different names
   */
  public String toJson(IntFunction<String> nameOf) {
    Integer[] order = new Integer[seenCount];
    Arrays.setAll(order, i -> seen[i]);
    Arrays.sort(order, Comparator.comparing(nameOf::apply, CanonicalJson.CODE_POINT_ORDER));
    StringBuilder json = new StringBuilder(2 + 24 * seenCount).append('{');
    for (int state : order) {
      if (json.length() > 1) {
        json.append(',');
      }
      CanonicalJson.appendString(json, nameOf.apply(state));
      json.append(':');
      CanonicalJson.appendSeconds(json, microsOf[state]);
    }
    return json.append('}').toString();
  }

  private void clear() {
    for (int i = 0; i < seenCount; i++) {
      microsOf[seen[i]] = 0;
    }
    seenCount = 0;
    transitions = 0;
  }

  private void add(int state, long micros) {
    if (micros == 0) {
      return;
    }
    if (state >= microsOf.length) {
      microsOf = Arrays.copyOf(microsOf, Buffers.grown(state + 1));
      seen = Arrays.copyOf(seen, microsOf.length);
    }
    if (microsOf[state] == 0) {
      seen[seenCount++] = state;
    }
    microsOf[state] += micros;
  }
}

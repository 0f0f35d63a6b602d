package io.penstock.pipelines.simulate;

/** The true course of a number, in its engineering unit. Never below 0. */
interface SignalShape {
  /** Five minutes. */
  long SWING_MICROS = 300_000_000L;

  /** The value at a time. */
  double at(long micros, Rng rng);

  /**
   * A value that rests at {@code rest}, rises by {@code rise} under load with a lag, swings slowly
   * and is noisy.
   */
  static SignalShape loaded(
      MachineCycle cycle, double rest, double rise, double lagSeconds, double swing, double noise) {
    double[] loads = cycle.loads(lagSeconds);
    return (micros, rng) -> {
      double load = cycle.load(loads, micros, lagSeconds);
      double phase = 2 * StrictMath.PI * (micros % SWING_MICROS) / SWING_MICROS;
      double value = rest + rise * load + swing * StrictMath.sin(phase) + noise * rng.noise();
      return Math.max(0, value);
    };
  }

  /** A counter that goes up while the machine runs. */
  static SignalShape counter(MachineCycle cycle, double perSecond) {
    return (micros, rng) -> StrictMath.floor(perSecond * cycle.runSeconds(micros));
  }
}

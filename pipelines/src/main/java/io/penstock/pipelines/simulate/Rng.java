package io.penstock.pipelines.simulate;

/**
 * A seeded generator of our own, so that a seed means the same bytes on every JDK: SplitMix64 (G.
 * L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
 */
final class Rng {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  Rng(long state) {
    this.state = state;
  }

  /** The generator of one purpose of one thing, independent of every other. */
  static Rng of(long seed, String purpose, int index) {
    long state = mix(seed + GOLDEN_GAMMA);
    for (int i = 0; i < purpose.length(); i++) {
      state = mix(state + purpose.charAt(i) + GOLDEN_GAMMA);
    }
    return new Rng(mix(state + index * GOLDEN_GAMMA));
  }

  long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Evenly in {@code [0, 1)}. */
  double unit() {
    return (next() >>> 11) * 0x1p-53;
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** Evenly in {@code [0, bound)}; the bias is below {@code bound / 2^32}. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** Nearly normal with mean 0 and variance 1: four uniforms, whose variance is 1/12 each. */
  double noise() {
    double sum = unit() + unit() + unit() + unit() - 2;
    return sum * 1.7320508075688772;
  }

  /** Exponentially distributed with a mean. */
  double exponential(double mean) {
    return -mean * StrictMath.log(1 - unit());
  }

  /** Scrambles 64 bits (variant 13 of D. Stafford's mixers, as in SplitMix64). */
  static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

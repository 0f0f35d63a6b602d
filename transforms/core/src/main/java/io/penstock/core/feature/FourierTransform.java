package io.penstock.core.feature;

/**
 * The discrete Fourier transform of one length: {@code X_k = sum_j y_j exp(-2 pi i j k / n)}. Any
 * length, no padding. Instances keep buffers and serve one thread.
 */
interface FourierTransform {
  /**
   * Lengths with a larger prime factor go through {@link ChirpTransform}: the mixed-radix form
   * takes time proportional to the factor, and a window of a million readings may be prime.
   */
  int LARGEST_RADIX = 64;

  /** The form that suits a length of at least 1. */
  static FourierTransform of(int length) {
    int[] factors = MixedRadixTransform.primeFactors(length);
    boolean smooth = factors.length == 0 || factors[factors.length - 1] <= LARGEST_RADIX;
    return smooth ? new MixedRadixTransform(length) : new ChirpTransform(length);
  }

  /** The number of values. */
  int length();

  /** Sets one real value of the input. All are set before each {@link #transform}. */
  void set(int j, double y);

  /** Transforms what was set. */
  void transform();

  /** {@code |X_k|^2} of the last transform. */
  double power(int k);
}

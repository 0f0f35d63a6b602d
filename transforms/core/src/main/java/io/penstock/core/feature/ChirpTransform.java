package io.penstock.core.feature;

/**
 * A Fourier transform of any length, a large prime too, as a convolution with a chirp (Bluestein,
 * 1970). With {@code w_j = exp(-pi i j^2 / n)}: {@code X_k = w_k sum_j (y_j w_j) conj(w_{k-j})},
 * where the sum is a convolution, done by transforms of a power of two of at least {@code 2n - 1}.
 */
final class ChirpTransform implements FourierTransform {
  private final int length;
  private final int padded;
  private final double[] chirpRe;
  private final double[] chirpIm;
  private final double[] filterRe;
  private final double[] filterIm;
  private final MixedRadixTransform inner;

  ChirpTransform(int length) {
    this.length = length;
    this.padded = Buffers.grown(2 * length - 1);
    this.inner = new MixedRadixTransform(padded);
    this.chirpRe = new double[length];
    this.chirpIm = new double[length];
    this.filterRe = new double[padded];
    this.filterIm = new double[padded];
    RootsOfUnity roots = new RootsOfUnity(2 * length);
    for (int j = 0; j < length; j++) {
      int turn = (int) ((long) j * j % (2L * length)); // exact, where pi j^2 / n would lose digits
      chirpRe[j] = roots.cos[turn];
      chirpIm[j] = -roots.sin[turn];
    }
    prepareFilter();
  }

  /** The transform of conj(w), which is even: index -j is {@code padded - j}. */
  private void prepareFilter() {
    for (int j = 0; j < padded; j++) {
      int distance = Math.min(j, padded - j);
      if (distance < length) {
        inner.set(j, chirpRe[distance], -chirpIm[distance]);
      } else {
        inner.set(j, 0, 0);
      }
    }
    inner.transform();
    for (int k = 0; k < padded; k++) {
      filterRe[k] = inner.real(k);
      filterIm[k] = inner.imaginary(k);
    }
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void set(int j, double y) {
    inner.set(j, y * chirpRe[j], y * chirpIm[j]);
  }

  @Override
  public void transform() {
    for (int j = length; j < padded; j++) {
      inner.set(j, 0, 0);
    }
    inner.transform();
    // Back by transforming the conjugate of the product; power() needs no second conjugation.
    for (int k = 0; k < padded; k++) {
      double re = inner.real(k) * filterRe[k] - inner.imaginary(k) * filterIm[k];
      double im = inner.real(k) * filterIm[k] + inner.imaginary(k) * filterRe[k];
      inner.set(k, re, -im);
    }
    inner.transform();
  }

  /** Without the outer factor {@code w_k}, whose modulus is 1. */
  @Override
  public double power(int k) {
    return inner.power(k) / ((double) padded * padded);
  }
}

package io.penstock.core.feature;

import java.util.Arrays;

/**
 * A Fourier transform by the prime factors of its length, in Stockham's self-sorting form (Van
 * Loan, Computational Frameworks for the Fast Fourier Transform, 1992, 1.7): {@code n} times the
 * sum of the factors.
 */
final class MixedRadixTransform implements FourierTransform {
  private final int length;
  private final int[] factors;
  private final double[] cos;
  private final double[] sin;
  private double[] re;
  private double[] im;
  private double[] nextRe;
  private double[] nextIm;

  MixedRadixTransform(int length) {
    this.length = length;
    this.factors = primeFactors(length);
    RootsOfUnity roots = new RootsOfUnity(length);
    this.cos = roots.cos;
    this.sin = roots.sin;
    this.re = new double[length];
    this.im = new double[length];
    this.nextRe = new double[length];
    this.nextIm = new double[length];
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void set(int j, double y) {
    set(j, y, 0);
  }

  /** Sets one complex value of the input. */
  void set(int j, double real, double imaginary) {
    re[j] = real;
    im[j] = imaginary;
  }

  @Override
  public void transform() {
    int rest = length;
    int stride = 1;
    for (int radix : factors) {
      rest /= radix;
      pass(radix, rest, stride);
      stride *= radix;
      double[] swap = re;
      re = nextRe;
      nextRe = swap;
      swap = im;
      im = nextIm;
      nextIm = swap;
    }
  }

  /** Real part of {@code X_k}. */
  double real(int k) {
    return re[k];
  }

  /** Imaginary part of {@code X_k}. */
  double imaginary(int k) {
    return im[k];
  }

  @Override
  public double power(int k) {
    return re[k] * re[k] + im[k] * im[k];
  }

  /** One stage: {@code stride} interleaved transforms of length {@code radix * rest}. */
  private void pass(int radix, int rest, int stride) {
    for (int k = 0; k < rest; k++) {
      for (int out = 0; out < radix; out++) {
        int twiddle = k * out * stride; // k out < radix rest, so this stays below the length
        int from = stride * k;
        int to = stride * (radix * k + out);
        for (int q = 0; q < stride; q++) {
          butterfly(radix, rest * stride, from + q, out, twiddle, to + q);
        }
      }
    }
  }

  /** One output: the sum of {@code radix} inputs, each turned by a root, turned once more. */
  private void butterfly(int radix, int step, int from, int out, int twiddle, int to) {
    double sumRe = re[from];
    double sumIm = im[from];
    int turn = 0;
    for (int j = 1, i = from + step; j < radix; j++, i += step) {
      turn += out * step; // step is length / radix: a root of order radix, to the power out
      if (turn >= length) {
        turn -= length;
      }
      double c = cos[turn];
      double s = sin[turn];
      sumRe += re[i] * c + im[i] * s;
      sumIm += im[i] * c - re[i] * s;
    }
    double c = cos[twiddle];
    double s = sin[twiddle];
    nextRe[to] = sumRe * c + sumIm * s;
    nextIm[to] = sumIm * c - sumRe * s;
  }

  /** The prime factors of a number of at least 1, in ascending order. */
  static int[] primeFactors(int n) {
    int[] found = new int[Integer.SIZE];
    int count = 0;
    int rest = n;
    for (int prime = 2; (long) prime * prime <= rest; prime++) {
      for (; rest % prime == 0; rest /= prime) {
        found[count++] = prime;
      }
    }
    if (rest > 1) {
      found[count++] = rest;
    }
    return Arrays.copyOf(found, count);
  }
}

package io.penstock.core.feature;

/**
 * The complex roots of unity of one order, {@code exp(2 pi i j / n)} for {@code j} in {@code [0,
 * n)}.
 *
 * <p>From {@link StrictMath} over the first eighth of the circle and by symmetry elsewhere, so that
 * all machines have the same bits, and 1, -1, i and -i are exact.
 */
final class RootsOfUnity {
  /** Real parts. */
  final double[] cos;

  /** Imaginary parts. */
  final double[] sin;

  RootsOfUnity(int order) {
    cos = new double[order];
    sin = new double[order];
    for (int j = 0; j < order; j++) {
      cos[j] = cosine(4L * j, order);
      sin[j] = cosine(Math.abs(4L * j - order), order); // sin x = cos(x - pi/2)
    }
  }

  /** The cosine of {@code quarters / (4 n)} of a full turn, for at most one full turn. */
  private static double cosine(long quarters, int n) {
    long q = Math.min(quarters, 4L * n - quarters);
    double sign = 1;
    if (q > n) {
      q = 2L * n - q;
      sign = -1;
    }
    boolean firstEighth = 2 * q <= n;
    return sign
        * (firstEighth
            ? StrictMath.cos(Math.PI * q / (2.0 * n))
            : StrictMath.sin(Math.PI * (n - q) / (2.0 * n)));
  }
}

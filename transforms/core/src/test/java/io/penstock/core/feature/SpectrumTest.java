package io.penstock.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpectrumTest {
  /** Powers of two, products of small primes, primes of either form, and twice a large prime. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 12, 60, 61, 64, 67, 100, 127, 134, 600, 997, 1000, 1024})
  void anyLengthGivesTheDefinition(int n) {
    FourierTransform transform = FourierTransform.of(n);
    for (int round = 0; round < 2; round++) { // the second shows that nothing is left of the first
      double[] y = signal(n, round);
      for (int j = 0; j < n; j++) {
        transform.set(j, y[j]);
      }
      transform.transform();
      for (int k = 0; k <= n / 2; k++) {
        assertThat(Math.sqrt(transform.power(k)))
            .as("n %d, bin %d", n, k)
            .isCloseTo(magnitude(y, k), within(1e-12 * n));
      }
    }
  }

  private static double[] signal(int n, int round) {
    double[] y = new double[n];
    long state = 42L + round;
    for (int j = 0; j < n; j++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      y[j] = (state >> 40) / (double) (1 << 23);
    }
    return y;
  }

  /** By direct summation. */
  private static double magnitude(double[] y, int k) {
    double re = 0;
    double im = 0;
    for (int j = 0; j < y.length; j++) {
      double angle = 2 * Math.PI * ((long) j * k % y.length) / y.length;
      re += y[j] * Math.cos(angle);
      im -= y[j] * Math.sin(angle);
    }
    return Math.hypot(re, im);
  }

  @Test
  void largePrimesGoThroughTheChirp() {
    assertThat(FourierTransform.of(61)).isInstanceOf(MixedRadixTransform.class);
    assertThat(FourierTransform.of(67)).isInstanceOf(ChirpTransform.class);
    assertThat(FourierTransform.of(2 * 997)).isInstanceOf(ChirpTransform.class);
  }

  @Test
  void quarterTurnsAreExact() {
    RootsOfUnity roots = new RootsOfUnity(8);
    assertThat(new double[] {roots.cos[0], roots.cos[2], roots.cos[4], roots.cos[6]})
        .containsExactly(1, 0, -1, 0);
    assertThat(new double[] {roots.sin[0], roots.sin[2], roots.sin[4], roots.sin[6]})
        .containsExactly(0, 1, 0, -1);
    assertThat(roots.sin[1]).isEqualTo(roots.cos[1]);
  }

  @Test
  void aSineIsFoundWithItsFrequencyAndAmplitude() {
    double[] values = new double[50];
    long[] times = new long[50];
    for (int i = 0; i < 50; i++) {
      times[i] = i * 20_000L; // 50 Hz for a second
      values[i] = 3 + 2.5 * StrictMath.sin(2 * Math.PI * 7 * i / 50);
    }
    Window window = Windows.of(0, 1_000_000, times, values);
    assertThat(Windows.compute(Feature.FFT_DOMINANT_BIN, window)).isEqualTo(7);
    assertThat(Windows.compute(Feature.FFT_DOMINANT_FREQUENCY, window)).isEqualTo(7);
    assertThat(Windows.compute(Feature.FFT_DOMINANT_AMPLITUDE, window))
        .isCloseTo(2.5, within(1e-12));
    assertThat(Windows.compute(Feature.SPECTRAL_CENTROID_POWER, window)).isCloseTo(7, within(1e-9));
  }

  @Test
  void theBinAtHalfTheSamplingRateHasNoTwin() {
    Window window = Windows.everySecond(1, -1, 1, -1);
    assertThat(Windows.compute(Feature.FFT_DOMINANT_BIN, window)).isEqualTo(2);
    assertThat(Windows.compute(Feature.FFT_DOMINANT_FREQUENCY, window)).isEqualTo(0.5);
    assertThat(Windows.compute(Feature.FFT_DOMINANT_AMPLITUDE, window)).isEqualTo(1);
    // The other bin is exactly zero, so there is no ratio.
    assertThat(Windows.compute(Feature.FFT_DOMINANCE_RATIO, window)).isNaN();
  }

  @Test
  void oneMicrosecondOfJitterOrThreeReadingsLeaveItUndefined() {
    double[] values = {1, 3, 2, 5};
    Window jitter = Windows.of(0, 100, new long[] {0, 10, 20, 31}, values);
    Window few = Windows.of(0, 100, new long[] {0, 10, 20}, new double[] {1, 3, 2});
    Window even = Windows.of(0, 100, new long[] {0, 10, 20, 30}, values);
    for (Feature feature : Windows.ALL) {
      if (feature.isSpectral()) {
        assertThat(Windows.compute(feature, jitter)).as(feature.name()).isNaN();
        assertThat(Windows.compute(feature, few)).as(feature.name()).isNaN();
        assertThat(Windows.compute(feature, even)).as(feature.name()).isNotNaN();
      }
    }
  }
}

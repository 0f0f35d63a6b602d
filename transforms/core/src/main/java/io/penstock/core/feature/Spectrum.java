package io.penstock.core.feature;

import static io.penstock.core.feature.Feature.FFT_DOMINANCE_RATIO;
import static io.penstock.core.feature.Feature.FFT_DOMINANT_AMPLITUDE;
import static io.penstock.core.feature.Feature.FFT_DOMINANT_BIN;
import static io.penstock.core.feature.Feature.FFT_DOMINANT_FREQUENCY;
import static io.penstock.core.feature.Feature.SPECTRAL_CENTROID_BINS;
import static io.penstock.core.feature.Feature.SPECTRAL_CENTROID_MAGNITUDE;
import static io.penstock.core.feature.Feature.SPECTRAL_CENTROID_POWER;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Features of the discrete Fourier transform of the deviations from the mean, without taper or
 * padding, over the bins {@code 1 .. floor(n/2)}. Frequencies are in hertz: bin {@code k} is {@code
 * k / (n dt)}.
 *
 * <p>Defined for at least four readings whose spacing is equal to the microsecond. Where the
 * spectrum is zero (a constant) only {@link Feature#SPECTRAL_CENTROID_BINS} is left, which keeps
 * the mean as bin 0 as tsfresh's {@code fft_aggregated} does.
 */
final class Spectrum implements Part {
  /** Number of transforms kept ready, found by length; a power of two. */
  private static final int CACHED = 16;

  /** Longer transforms are not kept: they would hold too much memory for what they save. */
  private static final int LONGEST_CACHED = 1 << 14;

  private static final int FEWEST = 4;

  private final Totals totals;
  private final @Nullable FourierTransform[] cache = new FourierTransform[CACHED];
  private int count;
  private double binHertz;
  private int dominant;
  private double dominantPower;
  private double secondPower;
  private double magnitudes;
  private double powers;
  private double binTimesMagnitude;
  private double binTimesPower;

  Spectrum(Totals totals) {
    this.totals = totals;
  }

  @Override
  public Set<Feature> features() {
    return Set.of(
        FFT_DOMINANT_BIN,
        FFT_DOMINANT_FREQUENCY,
        FFT_DOMINANT_AMPLITUDE,
        FFT_DOMINANCE_RATIO,
        SPECTRAL_CENTROID_MAGNITUDE,
        SPECTRAL_CENTROID_POWER,
        SPECTRAL_CENTROID_BINS);
  }

  @Override
  public List<Part> uses() {
    return List.of(totals);
  }

  @Override
  public void compute(Window window) {
    count = isEvenlySpaced(window) ? window.size() : 0;
    if (count == 0) {
      return;
    }
    binHertz = 1e6 / ((double) count * (window.times[window.from + 1] - window.times[window.from]));
    FourierTransform transform = transformOf(count);
    for (int j = 0; j < count; j++) {
      transform.set(j, totals.deviation(window.values[window.from + j]));
    }
    transform.transform();
    summarise(transform);
  }

  private static boolean isEvenlySpaced(Window window) {
    if (window.size() < FEWEST) {
      return false;
    }
    long[] times = window.times;
    long spacing = times[window.from + 1] - times[window.from];
    for (int i = window.from + 2; i < window.to; i++) {
      if (times[i] - times[i - 1] != spacing) {
        return false;
      }
    }
    return true;
  }

  private FourierTransform transformOf(int length) {
    if (length > LONGEST_CACHED) {
      return FourierTransform.of(length);
    }
    int slot = length & (CACHED - 1);
    FourierTransform cached = cache[slot];
    if (cached == null || cached.length() != length) {
      cached = FourierTransform.of(length);
      cache[slot] = cached;
    }
    return cached;
  }

  private void summarise(FourierTransform transform) {
    dominant = 0;
    dominantPower = 0;
    secondPower = 0;
    magnitudes = 0;
    powers = 0;
    binTimesMagnitude = 0;
    binTimesPower = 0;
    for (int k = 1; k <= count / 2; k++) {
      double power = transform.power(k);
      double magnitude = Math.sqrt(power);
      magnitudes += magnitude;
      powers += power;
      binTimesMagnitude += k * magnitude;
      binTimesPower += k * power;
      if (power > dominantPower) { // the lowest bin wins a tie
        secondPower = dominantPower;
        dominantPower = power;
        dominant = k;
      } else {
        secondPower = Math.max(secondPower, power);
      }
    }
  }

  @Override
  public double value(Feature feature) {
    if (count == 0) {
      return Double.NaN;
    }
    if (feature == SPECTRAL_CENTROID_BINS) {
      return binTimesMagnitude / (Math.abs(totals.scale(totals.sum())) + magnitudes);
    }
    if (dominant == 0) {
      return Double.NaN;
    }
    return switch (feature) {
      case FFT_DOMINANT_BIN -> dominant;
      case FFT_DOMINANT_FREQUENCY -> dominant * binHertz;
      case FFT_DOMINANT_AMPLITUDE -> amplitude();
      case FFT_DOMINANCE_RATIO -> Math.sqrt(dominantPower) / Math.sqrt(secondPower);
      case SPECTRAL_CENTROID_MAGNITUDE -> binTimesMagnitude / magnitudes * binHertz;
      case SPECTRAL_CENTROID_POWER -> binTimesPower / powers * binHertz;
      default -> throw Part.foreign(feature);
    };
  }

  /** Of the sine wave in the dominant bin; the bin at half the sampling rate has no twin. */
  private double amplitude() {
    double sides = 2 * dominant == count ? 1 : 2;
    return totals.unscale(sides * Math.sqrt(dominantPower) / count, 1);
  }
}

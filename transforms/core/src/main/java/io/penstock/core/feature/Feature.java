package io.penstock.core.feature;

import java.util.Locale;

/**
 * One statistic of a window. Its {@link #column()} is the column's name in the hot table and in the
 * archive, so a constant is never renamed, and new ones go to the end.
 */
public enum Feature {
  /** Number of admitted readings. */
  COUNT,
  /** Sum, in sorted order. */
  SUM,
  /** Arithmetic mean. */
  MEAN,
  /** Smallest value. */
  MIN,
  /** Largest value. */
  MAX,
  /** Largest minus smallest value (peak to peak). */
  RANGE,
  /** Largest absolute value. */
  ABS_MAX,
  /** Population variance. */
  VAR_POP,
  /** Sample variance. */
  VAR_SAMP,
  /** Population standard deviation. */
  STD_POP,
  /** Sample standard deviation. */
  STD_SAMP,
  /** Root mean square. */
  RMS,
  /** Largest absolute value over root mean square. */
  CREST_FACTOR,
  /** Largest absolute deviation from the mean over the population standard deviation. */
  CREST_FACTOR_AC,
  /** Median, type 7. */
  MEDIAN,
  /** Quantile 0.01, type 7. */
  Q01,
  /** Quantile 0.05, type 7. */
  Q05,
  /** Quantile 0.10, type 7. */
  Q10,
  /** Quantile 0.25, type 7. */
  Q25,
  /** Quantile 0.75, type 7. */
  Q75,
  /** Quantile 0.90, type 7. */
  Q90,
  /** Quantile 0.95, type 7. */
  Q95,
  /** Quantile 0.99, type 7. */
  Q99,
  /** Interquartile range. */
  IQR,
  /** Median absolute deviation from the median, unscaled. */
  MAD,
  /** Skewness g1, biased. */
  SKEW_BIASED,
  /** Skewness G1, adjusted. */
  SKEW_ADJUSTED,
  /** Excess kurtosis g2, biased. */
  KURT_EXCESS_BIASED,
  /** Kurtosis b2 (Pearson), biased, without subtracting 3. */
  KURT_PEARSON,
  /** Excess kurtosis G2, adjusted. */
  KURT_EXCESS_ADJUSTED,
  /** Least-squares slope against time, per second. */
  SLOPE_PER_SECOND,
  /** Least-squares intercept at the time of the window's start. */
  INTERCEPT,
  /** Least-squares slope against the reading's index. */
  SLOPE_PER_INDEX,
  /** Least-squares intercept at index 0. */
  INTERCEPT_INDEX,
  /** Pearson correlation of value and index. */
  R_INDEX,
  /** Sign changes, zeros skipped. */
  ZERO_CROSSINGS,
  /** Neighbours of which one is above 0 and the other is not. */
  ZERO_CROSSINGS_ABOVE,
  /** Neighbours of which one is above the mean and the other is not. */
  MEAN_CROSSINGS,
  /** Mean of the absolute changes between neighbours. */
  MEAN_ABS_CHANGE,
  /** Sum of the absolute changes between neighbours. */
  ABS_SUM_OF_CHANGES,
  /** Time-weighted average over the whole window, stepped or sloped as the series is. */
  TWA,
  /** Time-weighted average between the first and the last reading, stepped. */
  TWA_SPAN_STEPPED,
  /** Time-weighted average between the first and the last reading, sloped. */
  TWA_SPAN_SLOPED,
  /** First value. */
  FIRST,
  /** Last value. */
  LAST,
  /** Last minus first value. */
  DELTA,
  /** Mean time between neighbours, seconds. */
  MEAN_DT,
  /** Longest time between neighbours, seconds. */
  MAX_DT,
  /** Share of readings with quality Good, in percent, out of all readings of the window. */
  PERCENT_GOOD,
  /** Changes of state, for text and boolean series. */
  TRANSITIONS,
  /** Bin of the largest spectral magnitude. */
  FFT_DOMINANT_BIN,
  /** Frequency of that bin, hertz. */
  FFT_DOMINANT_FREQUENCY,
  /** Amplitude at that bin. */
  FFT_DOMINANT_AMPLITUDE,
  /** Ratio of the largest to the second largest magnitude. */
  FFT_DOMINANCE_RATIO,
  /** Magnitude-weighted mean frequency, hertz. */
  SPECTRAL_CENTROID_MAGNITUDE,
  /** Power-weighted mean frequency, hertz. */
  SPECTRAL_CENTROID_POWER,
  /** Magnitude-weighted mean bin, mean not removed. */
  SPECTRAL_CENTROID_BINS;

  private final String column = name().toLowerCase(Locale.ROOT);

  /** The column's name. */
  public String column() {
    return column;
  }

  /** Whether computing it needs the discrete Fourier transform of evenly spaced readings. */
  public boolean isSpectral() {
    return compareTo(FFT_DOMINANT_BIN) >= 0;
  }
}

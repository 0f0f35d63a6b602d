package io.penstock.core.decode;

/** Takes what a {@link SourceDecoder} makes of raw messages. Every reading comes exactly once. */
public interface Receiver {
  /**
   * An admitted number or boolean, or "no value" (the bits of NaN; 0 for text series).
   *
   * @param series number in the {@link io.penstock.core.tile.SeriesTable}
   * @param eventMicros event time, corrected, microseconds UTC
   * @param bits float64 bits in the series' unit, before calibration
   */
  void reading(int series, long eventMicros, long bits, int quality, long ingestMicros);

  /** An admitted text. */
  void text(int series, long eventMicros, String text, int quality, long ingestMicros);

  /** A reading that came more than {@code maxDelay} after its event time. */
  void late(int series, long eventMicros, long ingestMicros);

  /** Input that was set aside. */
  void quarantined(Quarantined fault);
}

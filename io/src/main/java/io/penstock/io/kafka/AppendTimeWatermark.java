package io.penstock.io.kafka;

/**
 * The watermark of one partition: {@code max(what it was, highest append time seen - settle)}, and
 * while nothing is left to read also {@code time of the look at the end - settle}. It never goes
 * back, whatever append times do at a change of leader, and knows no other clock: an empty poll is
 * not the end of a partition.
 *
 * <p>Milliseconds since 1970, as Kafka counts.
 */
final class AppendTimeWatermark {
  private final long settleMillis;
  private long watermark;

  /**
   * A watermark.
   *
   * @param settleMillis how far it stays behind
   * @param startMillis where it was, or the smallest number
   */
  AppendTimeWatermark(long settleMillis, long startMillis) {
    this.settleMillis = settleMillis;
    this.watermark = startMillis;
  }

  /** A record with this append time was read. */
  void read(long appendMillis) {
    raise(appendMillis);
  }

  /**
   * Everything up to the end of the partition was read.
   *
   * @param lookedMillis a time taken before the broker was asked for that end
   */
  void idle(long lookedMillis) {
    raise(lookedMillis);
  }

  long millis() {
    return watermark;
  }

  private void raise(long millis) {
    watermark = Math.max(watermark, millis - settleMillis);
  }
}

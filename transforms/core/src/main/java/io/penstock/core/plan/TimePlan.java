package io.penstock.core.plan;

import io.penstock.core.decode.Canonical;
import java.io.Serializable;

/**
 * Lateness, in microseconds. It belongs to the record and not to the run: see {@code
 * docs/guarantees.md}.
 *
 * @param maxDelayMicros a reading is admitted when ingest time minus event time is at most this
 * @param maxAheadMicros a reading is quarantined when event time minus ingest time is more
 * @param settleMicros how far the watermark stays behind the highest append time
 * @param slackMicros added to {@code maxDelay} for clock differences between brokers and workers
 */
public record TimePlan(
    long maxDelayMicros, long maxAheadMicros, long settleMicros, long slackMicros)
    implements Serializable {
  /** 10 minutes, 5 minutes, 2 seconds, 1 minute. */
  public static final TimePlan DEFAULT =
      new TimePlan(600_000_000L, 300_000_000L, 2_000_000L, 60_000_000L);

  /** Every setting that can change a result, as {@link Canonical} text. */
  public String canonical() {
    return Canonical.of("lateness").number(maxDelayMicros).number(maxAheadMicros).toString();
  }
}

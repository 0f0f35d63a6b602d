package io.penstock.core.plan;

import java.io.Serializable;

/**
 * How the live stream is cut and how often it speaks. No result depends on it; what is called slot
 * here is fixed once raw messages have been landed.
 *
 * @param rawSlotMicros length of append time in one object of the raw archive, per partition
 * @param lanes number of lanes the hot tiles are gathered in
 * @param earlyEveryMicros how often a tile is computed before the watermark has passed it; 0 for
 *     never
 * @param lateEveryMicros how often at most a tile is computed again for readings that came after
 *     the watermark and in time
 */
public record LivePlan(long rawSlotMicros, int lanes, long earlyEveryMicros, long lateEveryMicros)
    implements Serializable {
  /** Slots of 5 minutes, 8 lanes, nothing early, late readings gathered for 10 seconds. */
  public static final LivePlan DEFAULT = new LivePlan(300_000_000L, 8, 0, 10_000_000L);
}

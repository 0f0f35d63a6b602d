package io.penstock.core.time;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.Reason;
import io.penstock.core.quality.Quality;
import io.penstock.core.time.TimeRule.Overlap;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * The clock of one zone: local time to UTC.
 *
 * <p>Between two transitions the offset is constant, so the last span of plain local time is kept;
 * the result is the same without it.
 */
final class ZoneClock {
  private final ZoneId zone;
  private final ZoneRules rules;
  private final Overlap overlap;

  private long plainFrom = Long.MAX_VALUE;
  private long plainTo = Long.MIN_VALUE;
  private int plainOffset;

  ZoneClock(ZoneId zone, Overlap overlap) {
    this.zone = zone;
    this.rules = zone.getRules();
    this.overlap = overlap;
  }

  /**
   * The offset from UTC, in seconds, of a local time; flags {@code out} where the zone has that
   * time twice.
   *
   * @throws BadInput {@link Reason#DST_GAP} or {@link Reason#DST_OVERLAP}
   */
  int offset(long localSecond, EventTime out) throws BadInput {
    if (localSecond >= plainFrom && localSecond < plainTo) {
      return plainOffset;
    }
    LocalDateTime local = LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC);
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    if (offsets.isEmpty()) {
      throw new BadInput(Reason.DST_GAP, zone + " skips the local time " + local);
    }
    if (offsets.size() == 1) {
      keepPlain(localSecond, offsets.get(0).getTotalSeconds());
      return plainOffset;
    }
    if (overlap == Overlap.REJECT) {
      throw new BadInput(Reason.DST_OVERLAP, zone + " has the local time " + local + " twice");
    }
    out.quality = Quality.UNCERTAIN;
    // Valid offsets come earlier instant first (ZoneRules.getValidOffsets).
    return offsets.get(overlap == Overlap.EARLIER ? 0 : 1).getTotalSeconds();
  }

  /** Keeps the span of local time around a plain one: what neither neighbour transition touches. */
  private void keepPlain(long localSecond, int offset) {
    Instant instant = Instant.ofEpochSecond(localSecond - offset);
    ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
    ZoneOffsetTransition after = rules.nextTransition(instant);
    plainOffset = offset;
    plainFrom =
        before == null
            ? Long.MIN_VALUE
            : Math.max(local(before.getDateTimeBefore()), local(before.getDateTimeAfter()));
    plainTo =
        after == null
            ? Long.MAX_VALUE
            : Math.min(local(after.getDateTimeBefore()), local(after.getDateTimeAfter()));
  }

  private static long local(LocalDateTime time) {
    return time.toEpochSecond(ZoneOffset.UTC);
  }
}

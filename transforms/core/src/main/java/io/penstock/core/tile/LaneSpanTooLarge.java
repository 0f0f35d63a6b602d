package io.penstock.core.tile;

import io.penstock.core.plan.Plan;
import io.penstock.core.time.Micros;

/**
 * A lane-span has more readings than one task can hold. Names the settings that make it smaller.
 */
public final class LaneSpanTooLarge extends IllegalStateException {
  private static final long serialVersionUID = 1;

  LaneSpanTooLarge(Plan plan, Grouping grouping, LaneSpan key, long readings, long most) {
    super(message(plan, grouping, key, readings, most));
  }

  private static String message(
      Plan plan, Grouping grouping, LaneSpan key, long readings, long most) {
    boolean archive =
        grouping.lanes() == plan.archive().shards()
            && grouping.spanMicros() == plan.archive().periodMicros();
    String smaller =
        archive
            ? "more archive.shards (%d now) or a shorter archive.period (%s now), both of which are"
                    .formatted(grouping.lanes(), Micros.duration(grouping.spanMicros()))
                + " fixed once data is stored: register the plan under another name"
            : "more live.lanes (%d now)".formatted(grouping.lanes());
    return "%s %d of the %s from %s has %d readings, and a task of this memory holds %d: give its"
            .formatted(
                archive ? "shard" : "lane",
                key.lane(),
                Micros.duration(grouping.spanMicros()),
                Micros.instant(key.startMicros()),
                readings,
                most)
        + " process more memory, or the plan "
        + plan.name()
        + " "
        + smaller;
  }
}

package io.penstock.pipelines.live;

import io.penstock.core.plan.Plan;
import io.penstock.pipelines.stores.Stores;
import java.util.List;

/**
 * Everything the steps of the live stream need to know.
 *
 * @param plan the plan
 * @param stores where everything goes
 * @param firstTileMicros hot tiles that start earlier are not computed; {@link Long#MIN_VALUE} for
 *     all
 * @param firstPeriodMicros archive periods that start earlier are not computed, since a start in
 *     the middle of them sees only a part; {@link Long#MIN_VALUE} for all
 */
public record LiveSettings(Plan plan, Stores stores, long firstTileMicros, long firstPeriodMicros) {

  /** Settings of a stream that goes on from a savepoint, or from the beginning of everything. */
  public static LiveSettings whole(Plan plan, Stores stores) {
    return new LiveSettings(plan, stores, Long.MIN_VALUE, Long.MIN_VALUE);
  }

  /** The sources that have a topic. */
  public List<LiveSource> sources() {
    return plan.sources().stream()
        .filter(source -> source.kafka().isGiven())
        .map(LiveSource::of)
        .toList();
  }

  /** The consumer group of a source. */
  public String group(LiveSource source) {
    return "penstock-" + plan.name() + "-" + source.name();
  }
}

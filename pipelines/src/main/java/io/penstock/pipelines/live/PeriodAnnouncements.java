package io.penstock.pipelines.live;

import io.penstock.core.tile.LaneSpan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells all shards of an archive period that one shard has readings in. Each worker does so once,
 * with the period's first readings that it sees and in the same bundle, so the news reaches every
 * shard before the watermark can pass the period, as those readings do. Saying it again changes
 * nothing. Serves one thread.
 */
final class PeriodAnnouncements {
  /** Periods that readings are admitted to are few at a time; what is forgotten is told again. */
  private static final int REMEMBERED = 1 << 12;

  private final int shards;
  private final Set<Long> told = new HashSet<>();
  private final List<LaneSpan> due = new ArrayList<>();

  PeriodAnnouncements(int shards) {
    this.shards = shards;
  }

  /** A shard has readings in a period. */
  void seen(LaneSpan key) {
    if (told.size() >= REMEMBERED) {
      told.clear();
    }
    if (told.add(key.startMicros())) {
      for (int shard = 0; shard < shards; shard++) {
        if (shard != key.lane()) {
          due.add(new LaneSpan(shard, key.startMicros()));
        }
      }
    }
  }

  /** Shards and periods that are to be told now. */
  List<LaneSpan> take() {
    List<LaneSpan> taken = List.copyOf(due);
    due.clear();
    return taken;
  }
}

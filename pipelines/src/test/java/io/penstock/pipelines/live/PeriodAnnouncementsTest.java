package io.penstock.pipelines.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.tile.LaneSpan;
import org.junit.jupiter.api.Test;

class PeriodAnnouncementsTest {
  @Test
  void aPeriodThatOneShardSawIsToldToAllOthersOnce() {
    PeriodAnnouncements announcements = new PeriodAnnouncements(3);

    announcements.seen(new LaneSpan(1, 20));
    announcements.seen(new LaneSpan(2, 20));
    announcements.seen(new LaneSpan(0, 40));

    assertThat(announcements.take())
        .containsExactly(
            new LaneSpan(0, 20), new LaneSpan(2, 20), new LaneSpan(1, 40), new LaneSpan(2, 40));
    announcements.seen(new LaneSpan(2, 40));
    assertThat(announcements.take()).isEmpty();
  }
}

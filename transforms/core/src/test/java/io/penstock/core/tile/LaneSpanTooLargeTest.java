package io.penstock.core.tile;

import static io.penstock.core.decode.RawMessage.NO_INGEST_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.plan.AlignMethod;
import io.penstock.core.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneSpanTooLargeTest {
  private static final int READINGS = 10;
  private final Plan plan = Plant.plan(AlignMethod.NONE);

  @Test
  void asManyReadingsAsMemoryHoldsAreComputed() {
    assertThat(process(Grouping.ofArchive(plan), READINGS).readings()).isEqualTo(READINGS);
  }

  @Test
  void moreAreRefusedWithTheSettingsThatMakeThemFewer() {
    assertThatThrownBy(() -> process(Grouping.ofArchive(plan), READINGS - 1))
        .isInstanceOf(LaneSpanTooLarge.class)
        .hasMessageContaining("has 10 readings, and a task of this memory holds 9")
        .hasMessageContaining("more archive.shards (" + plan.archive().shards() + " now)")
        .hasMessageContaining("a shorter archive.period");
  }

  @Test
  void ofAStreamItIsTheLanes() {
    Grouping live = Grouping.of(plan, Dataset.of(plan), plan.archive().shards() + 1, span());

    assertThatThrownBy(() -> process(live, READINGS - 1)).hasMessageContaining("more live.lanes");
  }

  private SpanProcessor.Result process(Grouping grouping, long most) {
    List<byte[]> blocks = new ArrayList<>();
    List<LaneSpan> keys = new ArrayList<>();
    TileRouter router =
        new TileRouter(
            plan.epoch(),
            grouping,
            new SeriesTable(plan.catalogue()),
            (lane, start) -> start == 0,
            (key, block) -> {
              keys.add(key);
              blocks.add(block);
            });
    router.source(0);
    for (int i = 0; i < READINGS; i++) {
      router.add(0, span() / 2 + i, i, 0, NO_INGEST_TIME);
    }
    router.flush();
    return new SpanProcessor(plan, grouping, most).process(keys.get(0), blocks);
  }

  private long span() {
    return plan.archive().periodMicros();
  }
}

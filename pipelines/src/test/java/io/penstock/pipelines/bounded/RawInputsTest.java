package io.penstock.pipelines.bounded;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.RecordOrigin;
import io.penstock.core.plan.Plan;
import io.penstock.io.raw.EventSpans;
import io.penstock.io.raw.RawIndex;
import io.penstock.io.raw.RawSlot;
import io.penstock.io.raw.RawSlotFooter;
import io.penstock.pipelines.live.LivePlans;
import io.penstock.pipelines.plan.PlanReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be said of a stream whose raw archive is not whole, or not whole yet. */
class RawInputsTest {
  private static final String TOPIC = "plant.readings";

  /** 2026-01-05T00:00:00Z. */
  private static final long START = 1_767_571_200_000_000L;

  private static final long NOW = START + 3_600_000_000L;
  private static final RawSlot PARTITION = StreamEnds.partition("plant", TOPIC, 0);

  private Plan plan;

  @BeforeEach
  void read(@TempDir Path folder) throws Exception {
    plan = PlanReader.create().read(LivePlans.changed(folder, text -> text));
  }

  @Test
  void aPartitionOfWhichNothingIsLandedIsNotSettledThoughItsBrokerIsSilent() {
    assertThat(inputs(ends(Map.of(), Map.of(PARTITION, 5L))).isSettled(START)).isFalse();
  }

  @Test
  void aSilentPartitionIsSettledWhenItsBrokerSaysThatNothingIsMissing() {
    StreamEnds ends = ends(Map.of(PARTITION, 5L), Map.of(PARTITION, 5L));

    assertThat(inputs(ends).isSettled(START)).isTrue();
  }

  @Test
  void whatAnEarlierStreamReadAndDidNotLandIsNotSettled() {
    StreamEnds ends = ends(Map.of(PARTITION, 50L), Map.of(PARTITION, 50L));

    assertThat(inputs(ends, slot(0, 0, 19)).isSettled(START)).isFalse();
  }

  /** Slots are landed by several tasks, the later one perhaps first. */
  @Test
  void theHeadOfAPartitionThatIsNotLandedYetIsAGap() {
    RawInputs inputs = inputs(ends(Map.of(), Map.of(PARTITION, 5L)), slot(0, 10, 19));

    assertThat(inputs.missing(Set.of(START))).containsExactly(TOPIC + "/0: offsets 5 to 9");
    assertThat(inputs.landedRecords())
        .accepts(new RecordOrigin(TOPIC, 0, 10), new RecordOrigin(TOPIC, 0, 19))
        .rejects(
            new RecordOrigin(TOPIC, 0, 9),
            new RecordOrigin(TOPIC, 0, 20),
            new RecordOrigin(TOPIC, 1, 12),
            new RecordOrigin("other", 0, 12));
  }

  private static StreamEnds ends(Map<RawSlot, Long> ends, Map<RawSlot, Long> starts) {
    return new StreamEnds(NOW, new TreeMap<>(ends), new TreeMap<>(starts));
  }

  private RawInputs inputs(StreamEnds ends, RawSlotFooter... slots) {
    return RawInputs.of(plan, new RawIndex(List.of()), List.of(), List.of(), List.of(slots), ends);
  }

  private RawSlotFooter slot(int number, long first, long last) {
    return new RawSlotFooter(
        new RawSlot("plant", TOPIC, 0, START + number * plan.live().rawSlotMicros()),
        first,
        last,
        last - first + 1,
        1,
        EventSpans.ofPeriods(plan.archive().periodMicros(), START));
  }
}

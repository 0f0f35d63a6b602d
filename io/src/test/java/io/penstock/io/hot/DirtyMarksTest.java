package io.penstock.io.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import io.penstock.core.decode.RecordOrigin;
import io.penstock.io.hot.DirtyMarks.Request;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirtyMarksTest {
  private HotDatabase database;
  private DirtyMarks marks;

  @BeforeEach
  void open() throws SQLException {
    database = HotDatabase.open(TestDatabase.fresh());
    marks = new DirtyMarks(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void keepsOneMarkPerAssetPeriodAndReasonWithTheHighestIngestTime() throws Exception {
    marks.mark(List.of(late(250, 40), late(299, 50), late(201, 45), late(-1, 7)));
    marks.mark(
        List.of(
            late(250, 30), Request.at("a", 250, 100, DirtyReason.CONFLICT, OptionalLong.empty())));
    marks.mark(List.of(Request.at("a", 250, 100, DirtyReason.LATE, OptionalLong.empty())));

    assertThat(marks.list(10))
        .extracting(DirtyMark::periodStart, DirtyMark::reason, DirtyMark::highestIngestMicros)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(-100L, "late", OptionalLong.of(7)),
            org.assertj.core.groups.Tuple.tuple(200L, "late", OptionalLong.of(50)),
            org.assertj.core.groups.Tuple.tuple(200L, "conflict", OptionalLong.empty()));
  }

  @Test
  void keepsTheNewestRecordOfEachPartitionWithAMark() throws Exception {
    marks.mark(List.of(read("a", 0, 7), read("a", 1, 3), read("b", 0, 1), read("a", 0, 5)));
    marks.mark(List.of(read("a", 0, 6), read("b", 0, 2), late(250, 40)));

    assertThat(marks.list(10))
        .singleElement()
        .extracting(DirtyMark::records, list(RecordOrigin.class))
        .containsExactly(
            new RecordOrigin("a", 0, 7), new RecordOrigin("a", 1, 3), new RecordOrigin("b", 0, 2));

    marks.clear(marks.list(10));
    marks.mark(List.of(late(250, 40)));

    assertThat(marks.list(10))
        .singleElement()
        .extracting(DirtyMark::records, list(Object.class))
        .isEmpty();
  }

  /** DESIGN 2.4: reconcile clears a mark only if its version is unchanged. */
  @Test
  void doesNotClearAMarkThatWasSetAgain() throws Exception {
    marks.mark(List.of(late(250, 40)));
    List<DirtyMark> seen = marks.list(10);
    marks.mark(List.of(late(250, 40)));

    assertThat(marks.clear(seen)).isZero();
    assertThat(marks.clear(marks.list(10))).isEqualTo(1);
    assertThat(marks.list(10)).isEmpty();
  }

  /** A slow reconcile must not clear the mark that came after another one cleared its own. */
  @Test
  void neverUsesAVersionTwice() throws Exception {
    marks.mark(List.of(late(250, 40)));
    List<DirtyMark> slow = marks.list(10);
    marks.clear(slow);
    marks.mark(List.of(late(250, 40)));

    assertThat(marks.clear(slow)).isZero();
  }

  @Test
  void listsTheMarksOfOnePlansAssets() throws Exception {
    new PlanRegistry(database).register("p", 1, Map.of(), Map.of(), List.of("a"));
    marks.mark(
        List.of(late(250, 40), new Request("of q", 200, DirtyReason.LATE, OptionalLong.empty())));

    assertThat(marks.ofPlan("p")).extracting(DirtyMark::asset).containsExactly("a");
  }

  private static Request read(String topic, int partition, long offset) {
    return new Request(
        "a",
        200,
        DirtyReason.LATE,
        OptionalLong.of(offset),
        Optional.of(new RecordOrigin(topic, partition, offset)));
  }

  private static Request late(long micros, long ingest) {
    return Request.at("a", micros, 100, DirtyReason.LATE, OptionalLong.of(ingest));
  }
}

package io.penstock.pipelines.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.quarantine.QuarantineStore;
import io.penstock.pipelines.bounded.QuarantineReplay;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.plan.PlanReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.testing.TestStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * INPUTS: mend the plan, replay, and the stores end as if the input had never failed; here for what
 * a stream set aside. Periods are 20 s, and a reading is admitted for 10 s.
 */
class RecordReplayTest {
  /** 2026-01-05T00:00:00Z. */
  private static final long START = 1_767_571_200_000L;

  private static final String OPEN =
      "select origin, position, reason from quarantine where status = 'open' order by 1, 2, 3";

  private Path mended;
  private Plan lacking;
  private TestSite site;
  private TestSite undisturbed;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    mended = LivePlans.changed(Files.createDirectory(folder.resolve("mended")), text -> text);
    Path without =
        LivePlans.changed(Files.createDirectory(folder.resolve("lacking")), text -> text);
    Path catalogue = without.resolveSibling("catalogue.csv");
    Files.writeString(
        catalogue,
        Files.readString(catalogue)
            .lines()
            .filter(line -> !line.startsWith("m1/flow"))
            .reduce("", (all, line) -> all + line + "\n"));
    lacking = PlanReader.create().read(without);
    site = TestSite.fresh(folder);
    undisturbed = TestSite.fresh(folder);
  }

  @Test
  void replayedRecordsEndAsIfTheyHadNeverFailed() throws Exception {
    Rehearsal.run(undisturbed.settings(plan()), records(START + 70_000));
    undisturbed.recompute(mended, RecomputeOption.ALL, Lateness.IGNORE);
    Rehearsal.run(site.settings(lacking), records(START + 70_000));
    assertThat(site.query(OPEN))
        .contains("plant.readings/0/10|0|unknown_series", "plant.readings/0/9|55|unknown_series")
        .hasSize(6);

    QuarantineReplay replay = replay();

    assertThat(replay.readable()).hasSize(4);
    assertThat(replay.waiting()).isZero();
    assertThat(site.query(OPEN))
        .containsExactly(
            "plant.readings/0/12|0|not_json", "plant.readings/0/13|0|future_timestamp");
    assertThat(undisturbed.query(OPEN)).isEqualTo(site.query(OPEN));
    assertThat(site.digests(plan())).isEqualTo(undisturbed.digests(plan()));
    assertThat(site.query("select distinct metric from measurements where asset like '%m1'"))
        .containsExactly("flow");
  }

  /** The stream does not know them, and its next pane could have more of the other readings. */
  @Test
  void recordsWaitWhileTheStreamMayStillAddToTheirPeriods() throws Exception {
    Rehearsal.run(site.settings(lacking), records(START + 30_000));

    QuarantineReplay replay = replay();

    assertThat(replay.readable()).isEmpty();
    assertThat(replay.waiting()).isEqualTo(4);
    assertThat(site.query(OPEN)).hasSize(6);
  }

  private QuarantineReplay replay() throws Exception {
    try (HotDatabase database = HotDatabase.open(site.hot())) {
      QuarantineStore store = new QuarantineStore(database.dataSource());
      QuarantineReplay replay = QuarantineReplay.of(plan(), site.out(), store);
      if (!replay.spans().spans().isEmpty()) {
        site.recompute(mended, replay.spans().text(), Lateness.IGNORE);
      }
      replay.settle(store);
      return replay;
    }
  }

  /** Offsets 9 to 13 within one period, and one record as long afterwards as is told. */
  private static TestStream.Builder<KafkaRecord<byte[], byte[]>> records(long last) {
    return Rehearsal.from(START)
        .addElements(
            Rehearsal.record(
                9,
                START + 5_000,
                Rehearsal.line("m0", "temperature", START + 1_000, 1.5)
                    + Rehearsal.line("m1", "flow", START + 2_000, 2.5)
                    + Rehearsal.line("m1", "flow", START + 4_000, 3.5)),
            Rehearsal.record(10, START + 6_000, Rehearsal.line("m1", "flow", START + 5_000, 4.5)),
            // Late, which a replay does not mind.
            Rehearsal.record(11, START + 19_000, Rehearsal.line("m1", "flow", START + 6_000, 5.5)),
            Rehearsal.record(12, START + 6_000, "{\"d\":\"m1\",\n"),
            Rehearsal.record(
                13, START + 6_000, Rehearsal.line("m0", "flow", START + 9_000_000, 6.5)),
            Rehearsal.record(14, last, Rehearsal.line("m0", "flow", last, 7.5)));
  }

  private Plan plan() throws Exception {
    return PlanReader.create().read(mended);
  }
}

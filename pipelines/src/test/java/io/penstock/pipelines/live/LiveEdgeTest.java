package io.penstock.pipelines.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.io.object.UnreadableObjectException;
import io.penstock.io.raw.RawSlotFooter;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.digest.StoreDigests;
import io.penstock.pipelines.plan.PlanReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.testing.TestStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backfill close to where its stream is: what the stream has sealed may rest on records that are
 * not landed yet. Periods are 20 s, slots 10 s, and a reading is admitted for 10 s.
 */
class LiveEdgeTest {
  /** 2026-01-05T00:00:00Z. */
  private static final long START = 1_767_571_200_000L;

  private static final String EVIDENCE =
      "select epoch, extract(epoch from tile_start)::bigint - 1767571200, readings"
          + " from tile_evidence where dataset = 'measurements' order by 2";
  private static final String DIRTY =
      "select extract(epoch from period_start)::bigint - 1767571200, reason from dirty order by 1";

  private Path first;
  private Path second;
  private TestSite site;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    first = LivePlans.changed(Files.createDirectory(folder.resolve("one")), text -> text);
    second =
        LivePlans.changed(
            Files.createDirectory(folder.resolve("two")),
            text -> text.replace("epoch: 1", "epoch: 2"));
    site = TestSite.fresh(folder);
    Rehearsal.run(site.settings(plan(first)), records());
  }

  @Test
  void aNewEpochReplacesNothingByLessWhereSlotsMayStillBeOpen() throws Exception {
    List<String> sealed = site.query(EVIDENCE);
    loseLastSlot();

    RunReport report = recompute(second, options -> options);

    assertThat(report.open())
        .singleElement()
        .asString()
        .contains(" archive periods from 2026-01-05T00:00:20Z on");
    assertThat(site.query(EVIDENCE))
        .hasSameSizeAs(sealed)
        .contains("2|0|" + readings(sealed, 0), "1|40|" + readings(sealed, 40));
    assertThat(site.query(DIRTY)).contains("40|incomplete").doesNotContain("0|incomplete");
  }

  /**
   * The stream is ahead of what it has landed, which is no contradiction that anybody must mend.
   */
  @Test
  void fewerReadingsThanTheStreamHasAreNoNewsWhereSlotsMayStillBeOpen() throws Exception {
    List<String> sealed = site.query(EVIDENCE);
    List<String> marks = site.query(DIRTY);
    loseLastSlot();

    recompute(first, options -> options);

    assertThat(site.query(EVIDENCE)).isEqualTo(sealed);
    assertThat(site.query(DIRTY)).isSubsetOf(marks);
  }

  @Test
  void aNewEpochReplacesWhatHasAsManyReadings() throws Exception {
    RunReport report = recompute(second, options -> options);

    assertThat(report.incomplete()).isEmpty();
    assertThat(site.query(EVIDENCE)).allMatch(row -> row.startsWith("2|"));
  }

  @Test
  void aHoleInTheRawArchiveIsRefusedAndNamed() throws Exception {
    StoreDigests before = site.digests(plan(first));
    loseSlotOf(START + 10_000);

    assertThatThrownBy(() -> recompute(first, LiveEdgeTest::inSlices))
        .hasMessageContaining("the raw archive lacks what this range needs")
        .hasMessageContaining("plant.readings/0: offsets 1 to 1");

    assertThat(site.digests(plan(first))).isEqualTo(before);
  }

  @Test
  void whatHasAHoleNeverReplacesTheMoreComplete() throws Exception {
    StoreDigests before = site.digests(plan(first));
    loseSlotOf(START + 10_000);

    RunReport report =
        recompute(
            first,
            options -> {
              options.setAllowIncomplete(true);
              return inSlices(options);
            });

    assertThat(report.incomplete()).containsExactly("plant.readings/0: offsets 1 to 1");
    assertThat(site.digests(plan(first))).isEqualTo(before);
    assertThat(site.query(DIRTY)).contains("0|incomplete");
    assertThat(site.query("select * from backfill_slices")).isEmpty();
  }

  /** All of the raw archive is looked at before anything is written. */
  @Test
  void anObjectThatIsNoneStopsABackfillBeforeItWrites() throws Exception {
    StoreDigests before = site.digests(plan(first));
    List<String> evidence = site.query(EVIDENCE);
    Path object =
        site.out().resolve("live").resolve(site.slots(plan(first)).index().get(3).slot().path());
    byte[] whole = Files.readAllBytes(object);
    for (byte[] damaged :
        List.of(Arrays.copyOf(whole, whole.length / 2), new byte[0], new byte[100])) {
      Files.write(object, damaged);

      assertThatThrownBy(() -> recompute(second, LiveEdgeTest::inSlices))
          .isInstanceOf(UnreadableObjectException.class)
          .hasMessageContaining(object.getFileName().toString());
    }

    assertThat(site.digests(plan(first))).isEqualTo(before);
    assertThat(site.query(EVIDENCE)).isEqualTo(evidence);
  }

  private static BoundedOptions inSlices(BoundedOptions options) {
    options.setSlice("PT20S");
    return options;
  }

  private RunReport recompute(Path plan, UnaryOperator<BoundedOptions> more) throws Exception {
    return site.recompute(plan, RecomputeOption.ALL, Lateness.IGNORE, more);
  }

  private static String readings(List<String> evidence, long second) {
    return evidence.stream()
        .filter(row -> row.split("\\|")[1].equals(String.valueOf(second)))
        .map(row -> row.split("\\|")[2])
        .findFirst()
        .orElseThrow();
  }

  private void loseLastSlot() throws Exception {
    RawSlotFooter last =
        site.slots(plan(first)).index().stream()
            .max(Comparator.comparingLong(footer -> footer.slot().startMicros()))
            .orElseThrow();
    delete(last);
  }

  private void loseSlotOf(long millis) throws Exception {
    for (RawSlotFooter footer : site.slots(plan(first)).index()) {
      if (footer.slot().startMicros() == millis * 1000) {
        delete(footer);
      }
    }
  }

  private void delete(RawSlotFooter slot) throws Exception {
    Files.delete(site.out().resolve("live").resolve(slot.slot().path()));
  }

  /** One record every 10 s, each with three readings of the last seconds. */
  private static TestStream.Builder<KafkaRecord<byte[], byte[]>> records() {
    TestStream.Builder<KafkaRecord<byte[], byte[]>> stream = Rehearsal.from(START);
    for (int i = 0; i < 6; i++) {
      long append = START + 5_000 + i * 10_000L;
      stream =
          stream.addElements(
              Rehearsal.record(
                  i,
                  append,
                  Rehearsal.line("m0", "flow", append - 3_000, i + 0.25)
                      + Rehearsal.line("m0", "flow", append - 2_000, i + 0.5)
                      + Rehearsal.line("m0", "flow", append - 1_000, i + 0.75)));
    }
    return stream;
  }

  private static Plan plan(Path file) throws Exception {
    return PlanReader.create().read(file);
  }
}

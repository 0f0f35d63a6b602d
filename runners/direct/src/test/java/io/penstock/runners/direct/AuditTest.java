package io.penstock.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.Lateness;
import io.penstock.core.decode.Oversize;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.decode.RecordOrigin;
import io.penstock.core.plan.Plan;
import io.penstock.io.object.Sha256;
import io.penstock.io.raw.EventSpans;
import io.penstock.io.raw.RawSlot;
import io.penstock.io.raw.RawSlots;
import io.penstock.pipelines.audit.Audit;
import io.penstock.pipelines.audit.AuditReport;
import io.penstock.pipelines.audit.AuditedStores;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.BoundedRun;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.pipelines.simulate.LivePlant;
import io.penstock.pipelines.simulate.PlantSimulation;
import io.penstock.runners.contract.Site;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit of a small plant's stores finds what was done to them, and names it. */
class AuditTest {
  private static final PlantSimulation SMALL =
      PlantSimulation.LIVE.withDuration(Duration.ofSeconds(10)).withAssets(10);
  private static final long SLOT_MICROS = 10_000_000;

  private Path folder;
  private Plan plan;
  private List<LivePlant.Sending> sent;

  /** Messages up to this size fit into a record. */
  private int largest = Integer.MAX_VALUE;

  @BeforeEach
  void simulate(@TempDir Path temporary) throws Exception {
    folder = temporary;
    sent = new ArrayList<>();
    LivePlant.prepare(SMALL, plant()).sendTo(sent::add);
    plan = PlanReader.create().read(planFile());
  }

  @Test
  void storesThatHoldWhatWasSentAreClean() throws Exception {
    AuditReport report = audit(filled());

    assertThat(report.differences()).isEmpty();
    assertThat(report.isClean()).isTrue();
    assertThat(report.figures()).anyMatch(line -> line.contains(sent.size() + " messages"));
  }

  @Test
  void aLostMessageIsNamed() throws Exception {
    LivePlant.Sending lost = sent.remove(sent.size() / 2);

    assertThat(audit(filled()).differences())
        .singleElement()
        .asString()
        .startsWith("lost: message ")
        .contains("of " + lost.source() + " (" + lost.topic() + ", " + lost.payload().length);
  }

  /** As a bridge sends it: its head, and the hash of all of it. */
  @Test
  void aMessageThatWasTooLargeForItsRecordIsNotLost() throws Exception {
    largest = sent.stream().mapToInt(sending -> sending.payload().length).max().orElseThrow() - 1;

    AuditReport report = audit(filled());

    assertThat(report.differences()).isEmpty();
  }

  @Test
  void aMessageThatNobodySentIsNamed() throws Exception {
    byte[] bytes = "nobody sent this".getBytes(StandardCharsets.UTF_8);
    LivePlant.Sending last = sent.get(sent.size() - 1);
    sent.add(new LivePlant.Sending("gateway", "plant/gateway/x", last.dueMicros(), bytes));

    assertThat(audit(filled()).differences())
        .singleElement()
        .asString()
        .startsWith("invented: ")
        .contains("nobody sent this");
  }

  @Test
  void anInventedRowIsNamedByItsAssetAndPeriod() throws Exception {
    Site live = filled();
    execute(
        live,
        "insert into measurements select asset, metric || '2', time, value, text, quality"
            + " from measurements where value is not null order by asset, metric, time limit 1");

    assertThat(audit(live).differences())
        .singleElement()
        .asString()
        .startsWith("hot measurements differs from raw: acme/")
        .contains(" rows, raw gives ");
  }

  @Test
  void aChangedValueIsNamedByItsAssetAndPeriod() throws Exception {
    Site live = filled();
    execute(
        live,
        "update measurements set value = value + 1e-9 where (asset, metric, time) in (select asset,"
            + " metric, time from measurements where value between 1 and 1000 limit 1)");

    assertThat(audit(live).differences())
        .singleElement()
        .asString()
        .startsWith("hot measurements differs from raw: acme/")
        .contains("with other content");
  }

  @Test
  void anEntryThatIsMissingInQuarantineIsNamed() throws Exception {
    Site live = filled();
    execute(live, "delete from quarantine where ctid in (select ctid from quarantine limit 1)");

    assertThat(audit(live).differences())
        .singleElement()
        .asString()
        .startsWith("not in quarantine: ");
  }

  @Test
  void reconciledStoresHaveWhatWasLateAndNoMarks() throws Exception {
    Set<String> sources = new HashSet<>();
    for (int i = sent.size() - 1; i >= 0; i--) {
      if (sources.add(sent.get(i).source())) {
        sent.set(i, tenMinutesLate(sent.get(i)));
      }
    }
    sent.sort(Comparator.comparingLong(LivePlant.Sending::dueMicros));
    Site live = filled();
    assertThat(audit(live, Lateness.IGNORE).differences())
        .anyMatch(line -> line.startsWith("marked late without a cause in raw"))
        .anyMatch(line -> line.startsWith("hot measurements differs from raw"));

    recompute(live, RecomputeOption.DIRTY, Lateness.IGNORE);

    assertThat(audit(live, Lateness.IGNORE).differences()).isEmpty();
  }

  /** By then every period of the others is over, and settled. */
  private static LivePlant.Sending tenMinutesLate(LivePlant.Sending sending) {
    return new LivePlant.Sending(
        sending.source(), sending.topic(), sending.dueMicros() + 600_000_000, sending.payload());
  }

  private AuditReport audit(Site live) throws Exception {
    return audit(live, Lateness.AS_LIVE);
  }

  private AuditReport audit(Site live, Lateness gate) throws Exception {
    Site recomputed = Site.fresh(folder);
    land(recomputed);
    RunReport report = recompute(recomputed, RecomputeOption.ALL, gate);
    return Audit.of(
        plan,
        gate,
        plant().resolve(PlantSimulation.MESSAGES),
        new AuditedStores(live.out(), live.hot()),
        new AuditedStores(recomputed.out(), recomputed.hot()),
        report);
  }

  /** Stores as a stream would have filled them. */
  private Site filled() throws Exception {
    Site site = Site.fresh(folder);
    land(site);
    recompute(site, RecomputeOption.ALL, Lateness.AS_LIVE);
    try (Connection connection =
            DriverManager.getConnection(site.hot().url(), site.hot().user(), "");
        Statement statement = connection.createStatement()) {
      // No broker tells that nothing more comes, so the last periods are open: a stream seals them.
      statement.executeUpdate("update tile_evidence set stage = 'final'");
    }
    return site;
  }

  private RunReport recompute(Site site, String periods, Lateness gate) throws Exception {
    BoundedOptions options = PipelineOptionsFactory.as(BoundedOptions.class);
    CheckedDirect.configure(options);
    options.setPlan(planFile().toString());
    options.setOut(site.out().toString());
    options.setHot(site.connectionFile().toString());
    options.setRecompute(periods);
    options.setLateness(gate);
    return BoundedRun.run(options);
  }

  /** Lands every message as a record of its own, with the time it was due as append time. */
  private void land(Site site) throws Exception {
    Map<RawSlot, List<RawMessage>> slots = new TreeMap<>();
    Map<String, Long> offsets = new TreeMap<>();
    for (LivePlant.Sending sending : sent) {
      String topic = "demo-" + sending.source();
      long offset = offsets.merge(topic, 1L, Long::sum) - 1;
      long append = Math.floorDiv(sending.dueMicros(), 1000) * 1000;
      slots
          .computeIfAbsent(
              new RawSlot(
                  sending.source(), topic, 0, Math.floorDiv(append, SLOT_MICROS) * SLOT_MICROS),
              slot -> new ArrayList<>())
          .add(
              new RawMessage(
                  sending.source(),
                  new RecordOrigin(topic, 0, offset).text(),
                  0,
                  sending.topic(),
                  new byte[0],
                  head(sending.payload()),
                  append,
                  oversize(sending.payload())));
    }
    RawSlots raw = RawSlots.local(site.out().resolve(plan.name()));
    for (Map.Entry<RawSlot, List<RawMessage>> slot : slots.entrySet()) {
      raw.land(slot.getKey(), slot.getValue(), plan.epoch(), around(slot.getKey().startMicros()));
    }
  }

  private byte[] head(byte[] payload) {
    return payload.length > largest ? Arrays.copyOf(payload, 10) : payload;
  }

  private Optional<Oversize> oversize(byte[] payload) {
    return payload.length > largest
        ? Optional.of(Oversize.told("" + payload.length, Sha256.of(payload), head(payload)))
        : Optional.empty();
  }

  /** More periods than readings of a slot fall into. */
  private EventSpans around(long micros) {
    long period = plan.archive().periodMicros();
    long own = Math.floorDiv(micros, period);
    return EventSpans.ofPeriods(
        period, LongStream.rangeClosed(own - 20, own + 1).map(i -> i * period).toArray());
  }

  private static void execute(Site site, String sql) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(site.hot().url(), site.hot().user(), "");
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  private Path plant() {
    return folder.resolve("plant");
  }

  private Path planFile() {
    return plant().resolve(PlantSimulation.PLAN);
  }
}

package io.penstock.pipelines.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.io.raw.RawCoverage;
import io.penstock.io.raw.RawSlotFooter;
import io.penstock.io.raw.RawSlots;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.testkit.EmbeddedKafka;
import io.penstock.transforms.metrics.Metric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code backfill --source kafka}: what the topics have and the raw archive lacks is landed first.
 * Periods are 20 s, slots 10 s.
 */
class TopicSourceTest {
  /** 2026-01-05T00:00:00Z. */
  private static final long START = 1_767_571_200_000L;

  private static final String PENDING = "select source, origin from raw_pending order by 1, 2";

  /** A record, and when it was appended. */
  private record Sent(long append, String value) {}

  private static final List<Sent> RECORDS =
      List.of(
          new Sent(START + 2_000, Rehearsal.line("m0", "temperature", START + 1_000, 1.5)),
          new Sent(START + 5_000, Rehearsal.line("m1", "flow", START + 4_000, 2.5)),
          new Sent(START + 12_000, Rehearsal.line("m0", "temperature", START + 11_000, 3.5)),
          new Sent(START + 13_000, "{\"d\":\"m1\",\n"),
          new Sent(START + 14_000, Rehearsal.line("m0", "temperature", START + 11_000, 3.5)),
          new Sent(START + 31_000, Rehearsal.line("m1", "flow", START + 9_000, 4.5)),
          new Sent(START + 32_000, Rehearsal.line("m1", "flow", START + 31_000, 5.5)),
          new Sent(START + 71_000, Rehearsal.line("m0", "flow", START + 70_000, 6.5)));

  private EmbeddedKafka broker;
  private Path file;
  private Plan plan;
  private TestSite site;
  private TestSite whole;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    broker = EmbeddedKafka.start(folder.resolve("kafka"));
    Path connection = broker.writeConnection(folder.resolve("kafka.properties"));
    file =
        LivePlans.changed(
            Files.createDirectory(folder.resolve("plan")),
            text -> text.replace("connection: kafka.properties", "connection: " + connection));
    plan = PlanReader.create().read(file);
    site = TestSite.fresh(folder);
    whole = TestSite.fresh(folder);
    // Append times of a past day: the topic takes the producer's, and then says they are its own.
    broker.createTopic(
        Rehearsal.TOPIC, 2, Map.of("message.timestamp.type", "CreateTime", "retention.ms", "-1"));
    for (Sent record : RECORDS) {
      send(record);
    }
    appendTimesFromNowOn();
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aTopicGivesWhatItsStreamWouldHaveGiven() throws Exception {
    Rehearsal.run(whole.settings(plan), stream());
    whole.recompute(file, RecomputeOption.ALL, Lateness.IGNORE);

    RunReport report = fromTopic(site, RecomputeOption.ALL);

    assertThat(landed(report)).isEqualTo(RECORDS.size());
    assertThat(site.slots(plan).index()).isEqualTo(whole.slots(plan).index());
    assertThat(site.digests(plan)).isEqualTo(whole.digests(plan));
    String quarantined = "select origin, position, reason from quarantine";
    assertThat(site.query(quarantined)).isEqualTo(whole.query(quarantined)).hasSize(1);
    assertThat(site.query(PENDING)).isEmpty();
  }

  @Test
  void whatIsLandedIsNotReadAgainAndWhatIsMissingIs() throws Exception {
    fromTopic(whole, RecomputeOption.ALL);
    List<RawSlotFooter> slots = whole.slots(plan).index();
    copy(List.of(slots.get(0), slots.get(2)));
    assertThatThrownBy(
            () ->
                site.recompute(
                    file,
                    RecomputeOption.ALL,
                    Lateness.IGNORE,
                    options -> {
                      options.setSlice("PT20S");
                      return options;
                    }))
        .hasMessageContaining("offsets 2 to 4");

    RunReport report = fromTopic(site, RecomputeOption.ALL);

    assertThat(landed(report)).isEqualTo(4);
    assertThat(site.slots(plan).index()).isEqualTo(slots);
    assertThat(site.digests(plan)).isEqualTo(whole.digests(plan));
    assertThat(landed(fromTopic(site, RecomputeOption.ALL))).isZero();
  }

  @Test
  void whatWasLandedBesideTheRangeIsPendingUntilItIsComputed() throws Exception {
    fromTopic(whole, RecomputeOption.ALL);

    fromTopic(
        site,
        RecomputeOption.range(
            Instant.ofEpochMilli(START + 20_000), Instant.ofEpochMilli(START + 40_000)));

    assertThat(site.query(PENDING)).containsExactly("plant|plant.readings/0/0-8");
    assertThat(
            site.query(
                "select distinct floor(extract(epoch from tile_start) / 20)"
                    + " from tile_evidence"))
        .hasSize(1);
    site.recompute(file, RecomputeOption.DIRTY, Lateness.IGNORE);
    assertThat(site.query(PENDING)).isEmpty();
    assertThat(site.digests(plan)).isEqualTo(whole.digests(plan));
  }

  /** A stream that lands a slot says that all of it is there. */
  @Test
  void recordsOfASlotThatIsNotOverWait() throws Exception {
    long millis = Instant.now().toEpochMilli();
    send(new Sent(millis, Rehearsal.line("m0", "temperature", millis, 7.5)));

    assertThat(landed(fromTopic(site, RecomputeOption.ALL))).isEqualTo(RECORDS.size());
  }

  @Test
  void whatTheTopicHasForgottenDoesNotStopTheRest() throws Exception {
    try (Admin admin = admin()) {
      admin
          .deleteRecords(
              Map.of(new TopicPartition(Rehearsal.TOPIC, 0), RecordsToDelete.beforeOffset(3)))
          .all()
          .get();
    }

    fromTopic(site, RecomputeOption.ALL);

    assertThat(RawCoverage.of(site.slots(plan).index()))
        .singleElement()
        .satisfies(
            partition -> {
              assertThat(partition.from()).isEqualTo(3);
              assertThat(partition.to()).isEqualTo(RECORDS.size());
              assertThat(partition.isComplete()).isTrue();
            });
  }

  @Test
  void aTopicWithoutAppendTimesIsRefusedBeforeAnythingIsLanded() throws Exception {
    timestamps("CreateTime");

    assertThatThrownBy(() -> fromTopic(site, RecomputeOption.ALL))
        .hasMessageContaining("message.timestamp.type must be LogAppendTime");
    assertThat(site.slots(plan).index()).isEmpty();
    assertThat(site.query(PENDING)).isEmpty();
  }

  private RunReport fromTopic(TestSite to, String periods) throws Exception {
    return to.recompute(
        file,
        periods,
        Lateness.IGNORE,
        options -> {
          options.setFrom(BoundedOptions.From.KAFKA);
          return options;
        });
  }

  private static long landed(RunReport report) {
    return report.landed().getOrDefault(Metric.RAW_RECORDS_LANDED.metricName(), 0L);
  }

  private void copy(List<RawSlotFooter> slots) throws IOException {
    RawSlots from = whole.slots(plan);
    for (RawSlotFooter slot : slots) {
      site.slots(plan).land(slot.slot(), from.read(slot.slot()), slot.epoch(), slot.events());
    }
  }

  private static TestStream.Builder<KafkaRecord<byte[], byte[]>> stream() {
    TestStream.Builder<KafkaRecord<byte[], byte[]>> stream = Rehearsal.from(START);
    for (int offset = 0; offset < RECORDS.size(); offset++) {
      Sent sent = RECORDS.get(offset);
      stream = stream.addElements(Rehearsal.record(offset, sent.append(), sent.value()));
    }
    return stream;
  }

  private void send(Sent record) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  Rehearsal.TOPIC,
                  0,
                  record.append(),
                  "key".getBytes(StandardCharsets.UTF_8),
                  record.value().getBytes(StandardCharsets.UTF_8)))
          .get();
    }
  }

  private void appendTimesFromNowOn() throws Exception {
    timestamps("LogAppendTime");
  }

  private void timestamps(String type) throws Exception {
    try (Admin admin = admin()) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, Rehearsal.TOPIC),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("message.timestamp.type", type),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  private Admin admin() {
    return Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()));
  }
}

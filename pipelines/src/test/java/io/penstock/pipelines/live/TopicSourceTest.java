package io.penstock.pipelines.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.io.kafka.KafkaConnection;
import io.penstock.io.kafka.TopicRange;
import io.penstock.io.raw.RawCoverage;
import io.penstock.io.raw.RawSlotFooter;
import io.penstock.io.raw.RawSlots;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.testkit.EmbeddedKafka;
import io.penstock.testkit.process.Await;
import io.penstock.transforms.metrics.Metric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code backfill --source kafka}: what the topics have and the raw archive lacks is landed first.
 * Periods are 20 s of event time, and slots one second of a real broker's time.
 */
class TopicSourceTest {
  /** 2026-01-05T00:00:00Z. */
  private static final long START = 1_767_571_200_000L;

  private static final String PENDING = "select source, origin from raw_pending order by 1, 2";

  /** What is sent, second by second. */
  private static final List<List<String>> SECONDS =
      List.of(
          List.of(
              Rehearsal.line("m0", "temperature", START + 1_000, 1.5),
              Rehearsal.line("m1", "flow", START + 4_000, 2.5)),
          List.of(
              Rehearsal.line("m0", "temperature", START + 11_000, 3.5),
              "{\"d\":\"m1\",\n",
              Rehearsal.line("m0", "temperature", START + 11_000, 3.5)),
          List.of(
              Rehearsal.line("m1", "flow", START + 9_000, 4.5),
              Rehearsal.line("m1", "flow", START + 31_000, 5.5)),
          List.of(Rehearsal.line("m0", "flow", START + 70_000, 6.5)));

  private static final int RECORDS = 8;

  private static Path folder;
  private static EmbeddedKafka broker;
  private static KafkaConnection connection;

  private Path file;
  private Plan plan;
  private TestSite site;
  private TestSite whole;

  @BeforeAll
  static void fillTopic(@TempDir Path temporary) throws Exception {
    folder = temporary;
    broker = EmbeddedKafka.start(folder.resolve("kafka"));
    connection =
        new KafkaConnection(broker.writeConnection(folder.resolve("kafka.properties")).toString());
    fill(Rehearsal.TOPIC);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void open(@TempDir Path plans) throws Exception {
    file = planOf(plans, Rehearsal.TOPIC);
    plan = PlanReader.create().read(file);
    site = TestSite.fresh(folder);
    whole = TestSite.fresh(folder);
  }

  @Test
  void aTopicGivesWhatItsStreamWouldHaveGiven() throws Exception {
    Rehearsal.run(whole.settings(plan), stream());
    whole.recompute(file, RecomputeOption.ALL, Lateness.IGNORE);

    RunReport report = fromTopic(site, RecomputeOption.ALL);

    assertThat(report.landedCount(Metric.RAW_RECORDS_LANDED.metricName())).isEqualTo(RECORDS);
    assertThat(site.slots(plan).index()).isEqualTo(whole.slots(plan).index()).hasSize(4);
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
    assertThatThrownBy(() -> inSlices(site)).hasMessageContaining("offsets 2 to 4");

    RunReport report = fromTopic(site, RecomputeOption.ALL);

    // The three records between the slots and the one behind them.
    assertThat(received(report)).isEqualTo(4);
    assertThat(site.slots(plan).index()).isEqualTo(slots);
    assertThat(site.digests(plan)).isEqualTo(whole.digests(plan));
    assertThat(received(fromTopic(site, RecomputeOption.ALL))).isZero();
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

  /** Its pieces are landed in any order: the last alone looks like all that there ever was. */
  @Test
  void aLandingThatDiedIsNotTakenForWhole() throws Exception {
    fromTopic(whole, RecomputeOption.ALL);
    List<RawSlotFooter> slots = whole.slots(plan).index();
    whole.settings(plan);
    site.settings(plan);
    copy(List.of(slots.get(2)));
    site.execute("insert into raw_pending values ('live', 'plant', 'plant.readings/0/0-8')");

    assertThatThrownBy(() -> inSlices(site))
        .hasMessageContaining(
            "plant.readings/0/0-8: is being landed, or was not landed to its end");

    RunReport report = site.recompute(file, RecomputeOption.ALL, Lateness.IGNORE);
    assertThat(report.incomplete()).isNotEmpty();
    assertThat(site.query(PENDING)).hasSize(1);
    fromTopic(site, RecomputeOption.ALL);
    assertThat(site.query(PENDING)).isEmpty();
    assertThat(site.digests(plan)).isEqualTo(whole.digests(plan));
  }

  /** A stream that lands a slot says that all of it is there. */
  @Test
  void recordsOfASlotThatIsNotOverWait() throws Exception {
    String topic = "plant.open";
    broker.createTopic(topic, 1);
    Path hourly = planOf(Files.createDirectory(file.resolveSibling("hourly")), topic);
    Files.writeString(hourly, Files.readString(hourly).replace("slot: PT1S", "slot: PT24H"));
    send(topic, 0, List.of(Rehearsal.line("m0", "temperature", START, 7.5)));

    RunReport report = recompute(hourly, site, RecomputeOption.ALL);

    assertThat(received(report)).isZero();
    assertThat(site.slots(plan).index()).isEmpty();
  }

  /** Nor does a partition hold anything back that has been silent since before the range. */
  @Test
  void whatTheTopicHasForgottenDoesNotStopTheRest() throws Exception {
    String topic = "plant.forgotten";
    fill(topic);
    try (Admin admin = admin()) {
      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(3),
                  new TopicPartition(topic, 1), RecordsToDelete.beforeOffset(1)))
          .all()
          .get();
    }
    Path forgotten = planOf(Files.createDirectory(file.resolveSibling("forgotten")), topic);
    site.settings(plan);
    site.execute("insert into raw_pending values ('live', 'plant', 'plant.forgotten/0/0-5')");

    RunReport report = recompute(forgotten, site, RecomputeOption.ALL);

    assertThat(report.incomplete()).isEmpty();
    assertThat(report.open()).isEmpty();
    assertThat(RawCoverage.of(site.slots(plan).index()))
        .singleElement()
        .satisfies(
            partition -> {
              assertThat(partition.from()).isEqualTo(3);
              assertThat(partition.to()).isEqualTo(RECORDS);
              assertThat(partition.isComplete()).isTrue();
            });
    assertThat(site.query(PENDING)).isEmpty();
  }

  @Test
  void recordsWithTheTimeOfTheirProducerAreRefused() throws Exception {
    String topic = "plant.created";
    broker.createTopic(topic, 1, Map.of("message.timestamp.type", "CreateTime"));
    send(topic, 0, SECONDS.get(0));
    Path created = planOf(Files.createDirectory(file.resolveSibling("created")), topic);

    assertThatThrownBy(() -> recompute(created, site, RecomputeOption.ALL))
        .hasMessageContaining("message.timestamp.type must be LogAppendTime");
    assertThatThrownBy(() -> new TopicRange(topic, 0, 0, 2).read(connection, read -> {}))
        .hasMessageContaining("has a producer's time and not the time it was appended at");
    assertThat(site.slots(plan).index()).isEmpty();
    assertThat(site.query(PENDING)).isEmpty();
  }

  /** Without anything that looks ahead, so that records may be landed soon. */
  private static Path planOf(Path folder, String topic) throws IOException {
    return LivePlans.changed(
        folder,
        text ->
            text.replace("kafka.properties", connection.file())
                .replace("plant.readings", topic)
                .replace("settle: PT5S, slack: PT5S", "settle: PT1S, slack: PT1S")
                .replace(
                    "method: linear, grid: PT1S, maxAge: PT5S",
                    "method: last, grid: PT1S, maxAge: PT5S")
                .replace(", twa", "")
                .replace("slot: PT10S", "slot: PT1S"));
  }

  private RunReport fromTopic(TestSite to, String periods) throws Exception {
    return recompute(file, to, periods);
  }

  private static RunReport recompute(Path file, TestSite to, String periods) throws Exception {
    return to.recompute(
        file,
        periods,
        Lateness.IGNORE,
        options -> {
          options.setFrom(BoundedOptions.From.KAFKA);
          return options;
        });
  }

  private RunReport inSlices(TestSite of) throws Exception {
    return of.recompute(
        file,
        RecomputeOption.ALL,
        Lateness.IGNORE,
        options -> {
          options.setSlice("PT20S");
          return options;
        });
  }

  private static long received(RunReport report) {
    return report.landedCount(Metric.READINGS_RECEIVED.metricName());
  }

  private void copy(List<RawSlotFooter> slots) throws IOException {
    RawSlots from = whole.slots(plan);
    for (RawSlotFooter slot : slots) {
      site.slots(plan).land(slot.slot(), from.read(slot.slot()), slot.epoch(), slot.events());
    }
  }

  /** The records as the stream reads them, with the append times that the broker gave them. */
  private static TestStream.Builder<KafkaRecord<byte[], byte[]>> stream() throws IOException {
    List<TimestampedValue<KafkaRecord<byte[], byte[]>>> records = new ArrayList<>();
    new TopicRange(Rehearsal.TOPIC, 0, 0, RECORDS)
        .read(
            connection,
            read ->
                records.add(
                    Rehearsal.record(
                        read.offset(),
                        read.timestamp(),
                        new String(read.value(), StandardCharsets.UTF_8))));
    TestStream.Builder<KafkaRecord<byte[], byte[]>> stream =
        Rehearsal.from(records.get(0).getTimestamp().getMillis() - 1_000);
    for (TimestampedValue<KafkaRecord<byte[], byte[]>> read : records) {
      stream = stream.addElements(read);
    }
    return stream;
  }

  /** Fills a topic of two partitions, and waits until all its slots are over. */
  private static void fill(String topic) throws Exception {
    broker.createTopic(topic, 2);
    send(topic, 1, List.of(Rehearsal.line("m0", "temperature", START, 0.5)));
    try (Admin admin = admin()) {
      // The second partition has had records, and has none any more.
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 1), RecordsToDelete.beforeOffset(1)))
          .all()
          .get();
    }
    for (List<String> second : SECONDS) {
      send(topic, 0, second);
      awaitAfter(System.currentTimeMillis() + 1_000);
    }
    awaitAfter(System.currentTimeMillis() + 3_000);
  }

  private static void awaitAfter(long millis) throws Exception {
    Await.until("the clock has gone on", () -> System.currentTimeMillis() > millis);
  }

  private static void send(String topic, int partition, List<String> values) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String value : values) {
        producer
            .send(
                new ProducerRecord<>(
                    topic,
                    partition,
                    "key".getBytes(StandardCharsets.UTF_8),
                    value.getBytes(StandardCharsets.UTF_8)))
            .get();
      }
    }
  }

  private static Admin admin() {
    return Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()));
  }
}

package io.penstock.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.decode.RawMessage;
import io.penstock.core.decode.RecordOrigin;
import io.penstock.io.hot.DirtyMarks;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.SealedParts;
import io.penstock.io.raw.EventSpans;
import io.penstock.io.raw.RawSlot;
import io.penstock.io.raw.RawSlots;
import io.penstock.pipelines.live.LiveOptions;
import io.penstock.pipelines.live.LiveRefused;
import io.penstock.pipelines.live.LiveRun;
import io.penstock.pipelines.live.LiveSettings;
import io.penstock.pipelines.live.StartPosition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where a live stream starts, and what it leaves to others. Two partitions, periods of 20 s of two
 * shards and three datasets, {@code maxDelay} and {@code maxAhead} 10 s, {@code slack} 5 s.
 */
class LiveStartTest {
  private static final long PERIOD = 20_000_000;
  private static final int PARTS = 6;
  private static final List<String> DATASETS = List.of("measurements", "stats_10s", "trend_20s");

  private LiveSite live;
  private HotDatabase database;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    live = LiveSite.start(folder, 2);
    database = HotDatabase.open(live.site().hot());
  }

  @AfterEach
  void close() {
    database.close();
    live.broker().close();
  }

  @Test
  void fromTheVeryBeginningEverythingIsWhole() throws Exception {
    send(0, 3);

    LiveSettings start = start("earliest");

    assertThat(start.firstPeriodMicros()).isEqualTo(Long.MIN_VALUE);
    assertThat(committed()).containsExactly(Map.entry(0, 0L), Map.entry(1, 0L));
    assertThat(dirtyPeriods()).isEmpty();
    assertThat(start("resume").firstPeriodMicros())
        .as("nothing is sealed yet: it starts where it started")
        .isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void inTheMiddleThePeriodsAroundAreLeftAndMarked() throws Exception {
    send(0, 3);

    long before = micros(Instant.now());
    LiveSettings start = start("latest");
    long after = micros(Instant.now());

    assertThat(committed()).containsExactly(Map.entry(0, 3L), Map.entry(1, 0L));
    assertThat(start.firstPeriodMicros())
        .as("all that is admitted there is appended after the start")
        .isGreaterThan(before + 15_000_000)
        .isLessThanOrEqualTo(after + 15_000_000 + 2 * PERIOD);
    assertThat(dirtyPeriods().first()).isLessThan(before - 15_000_000);
    assertThat(dirtyPeriods().last()).isEqualTo(start.firstPeriodMicros() - PERIOD);
  }

  @Test
  void resumingStartsAtTheOldestPeriodThatNotEveryShardHasSealed() throws Exception {
    start("earliest");
    long now = micros(Instant.now()) / PERIOD * PERIOD;
    seal(now - 2 * PERIOD, PARTS);
    seal(now - PERIOD, PARTS - 1);
    seal(now, PARTS);

    assertThat(start("resume").firstPeriodMicros()).isEqualTo(now - PERIOD);

    seal(now - PERIOD, PARTS);
    assertThat(start("resume").firstPeriodMicros()).isEqualTo(now + PERIOD);
  }

  @Test
  void resumingReadsWhatRawDoesNotHave() throws Exception {
    send(0, 5);
    send(1, 5);
    start("earliest");
    // Far ahead: only raw says how far back to go.
    seal(micros(Instant.now()) + 3600_000_000L, PARTS);
    land(0, 0, 1);
    land(1, 0, 1, 2, 3, 4);

    start("resume");

    assertThat(committed()).containsExactly(Map.entry(0, 2L), Map.entry(1, 5L));
  }

  @Test
  void resumingAfterAStartInTheMiddleStartsThereAgain() throws Exception {
    send(0, 5);
    LiveSettings first = start("latest");

    assertThat(start("resume").firstPeriodMicros()).isEqualTo(first.firstPeriodMicros());
    assertThat(committed()).containsExactly(Map.entry(0, 5L), Map.entry(1, 0L));
  }

  @Test
  void whatTheTopicDoesNotHaveAnyMoreIsToldAndMarked() throws Exception {
    send(0, 5);
    start("earliest");
    deleteBefore(0, 2);

    assertThatThrownBy(() -> start("resume"))
        .isInstanceOf(LiveRefused.class)
        .hasMessageContaining("offsets 0 to 1 of partition 0 are needed")
        .hasMessageContaining("--from earliest");

    LiveSettings start = start("earliest");
    assertThat(start.firstPeriodMicros()).isGreaterThan(micros(Instant.now()) - PERIOD);
    assertThat(dirtyPeriods()).isNotEmpty();
  }

  @Test
  void aStartInTheMiddleMarksWhatTheStreamBeforeLeftOpen() throws Exception {
    start("earliest");
    long old = micros(Instant.now().minus(Duration.ofMinutes(20))) / PERIOD * PERIOD;
    seal(old, PARTS);
    tile(old + 2 * PERIOD);

    start("latest");

    assertThat(dirtyPeriods()).contains(old + PERIOD, old + 2 * PERIOD);
    assertThat(dirtyPeriods()).doesNotContain(old, old + 3 * PERIOD);
    assertThat(start("resume").firstPeriodMicros()).isGreaterThan(old + 3 * PERIOD);
  }

  private LiveSettings start(String from) throws Exception {
    LiveOptions options = PipelineOptionsFactory.as(LiveOptions.class);
    options.setPlan(live.planFile().toString());
    options.setOut(live.site().out().toString());
    options.setHot(live.site().connectionFile().toString());
    return LiveRun.open(options).start(StartPosition.parse(from), List.of(), 2);
  }

  private void send(int partition, int records) {
    Map<String, Object> settings = Map.of("bootstrap.servers", live.broker().bootstrapServers());
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < records; i++) {
        var unused =
            producer.send(new ProducerRecord<>(LiveSite.TOPIC, partition, null, new byte[] {1}));
      }
    }
  }

  private void seal(long period, int parts) throws Exception {
    SealedParts sealed = new SealedParts(database, live.plan().name());
    for (int part = 0; part < parts; part++) {
      sealed.put(period, DATASETS.get(part / 2), part % 2, PARTS);
    }
  }

  private void land(int partition, long... offsets) throws Exception {
    long slot = micros(Instant.now()) / PERIOD * PERIOD;
    List<RawMessage> messages = new ArrayList<>();
    for (long offset : offsets) {
      String origin = new RecordOrigin(LiveSite.TOPIC, partition, offset).text();
      byte[] text = "x".getBytes(StandardCharsets.UTF_8);
      messages.add(new RawMessage("plant", origin, 0, "", new byte[0], text, slot));
    }
    RawSlots.local(live.site().out().resolve(live.plan().name()))
        .land(new RawSlot("plant", LiveSite.TOPIC, partition, slot), messages, 1, EventSpans.NONE);
  }

  private void tile(long start) throws Exception {
    try (var connection = database.connection();
        var insert =
            connection.prepareStatement(
                "insert into tile_evidence values ('measurements', 'acme/site/area/line/m0',"
                    + " micros_to_time(?), 1, 1, 0, 0, 'on_time', ?)")) {
      insert.setLong(1, start);
      insert.setString(2, live.plan().name());
      insert.executeUpdate();
      connection.commit();
    }
  }

  private void deleteBefore(int partition, long offset) throws Exception {
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of("bootstrap.servers", live.broker().bootstrapServers()))) {
      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition(LiveSite.TOPIC, partition),
                  RecordsToDelete.beforeOffset(offset)))
          .all()
          .get();
    }
  }

  private Map<Integer, Long> committed() throws Exception {
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of("bootstrap.servers", live.broker().bootstrapServers()))) {
      Map<Integer, Long> committed = new TreeMap<>();
      admin
          .listConsumerGroupOffsets("penstock-live-plant")
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach((partition, offset) -> committed.put(partition.partition(), offset.offset()));
      return committed;
    }
  }

  private SortedSet<Long> dirtyPeriods() throws Exception {
    SortedSet<Long> periods = new TreeSet<>();
    new DirtyMarks(database)
        .ofPlan(live.plan().name())
        .forEach(mark -> periods.add(mark.periodStart()));
    return periods;
  }

  private static long micros(Instant instant) {
    return instant.toEpochMilli() * 1000;
  }
}

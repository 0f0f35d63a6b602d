package io.penstock.pipelines.bounded;

import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import io.penstock.core.time.Micros;
import io.penstock.io.hot.HotConnection;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.LiveStarts;
import io.penstock.io.hot.TopicStarts;
import io.penstock.io.kafka.KafkaConnection;
import io.penstock.io.kafka.StartOffsets;
import io.penstock.io.raw.RawCoverage;
import io.penstock.io.raw.RawSlot;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where the topics of a live stream ended at a moment. A partition that is landed up to there has
 * nothing more from before that moment, however long ago its last record came: the raw archive
 * alone cannot tell a silent partition from one that is not landed yet.
 *
 * @param askedMicros the moment, taken before the brokers were asked; microseconds UTC
 * @param ends per partition, which stands as its slot at time 0, the end of its offsets; those of
 *     topics that could not be asked are absent
 * @param starts per partition the first offset that was ever wanted: by the stream when it was last
 *     started, or by a backfill
 */
record StreamEnds(
    long askedMicros, SortedMap<RawSlot, Long> ends, SortedMap<RawSlot, Long> starts) {
  /** Nothing is known. */
  static final StreamEnds UNKNOWN =
      new StreamEnds(Long.MIN_VALUE, new TreeMap<>(), new TreeMap<>());

  /** A broker that is away must not hold up a run that can do without it. */
  private static final long PATIENCE_SECONDS = 15;

  StreamEnds {
    ends = new TreeMap<>(ends);
    starts = new TreeMap<>(starts);
  }

  /** A partition, as the key of what is known of it. */
  static RawSlot partition(String source, String topic, int partition) {
    return new RawSlot(source, topic, partition, 0);
  }

  /**
   * Asks the brokers of a plan whose topics were ever read, by a stream or by a backfill; says
   * which do not answer.
   */
  static StreamEnds ask(Plan plan, HotConnection hot) throws SQLException, InterruptedException {
    if (plan.sources().stream().noneMatch(source -> source.kafka().isGiven())) {
      return UNKNOWN;
    }
    SortedMap<String, SortedMap<Integer, Long>> starts;
    Optional<LiveStarts.Start> stream;
    try (HotDatabase database = HotDatabase.open(hot)) {
      starts = new TopicStarts(database, plan.name()).all();
      stream = new LiveStarts(database, plan.name()).last();
    }
    if (starts.isEmpty() && stream.isEmpty()) {
      return UNKNOWN;
    }
    stream.ifPresent(
        start ->
            start
                .offsets()
                .forEach(
                    (source, partitions) ->
                        partitions.forEach(
                            (partition, first) ->
                                starts
                                    .computeIfAbsent(source, name -> new TreeMap<>())
                                    .merge(partition, first, Math::min))));
    return ask(plan, starts);
  }

  private static StreamEnds ask(Plan plan, SortedMap<String, SortedMap<Integer, Long>> started)
      throws InterruptedException {
    long now = Micros.of(Instant.now());
    SortedMap<RawSlot, Long> ends = new TreeMap<>();
    SortedMap<RawSlot, Long> starts = new TreeMap<>();
    for (SourcePlan source : plan.sources()) {
      String topic = source.kafka().topic();
      started
          .getOrDefault(source.name(), new TreeMap<>())
          .forEach((number, first) -> starts.put(partition(source.name(), topic, number), first));
      if (source.kafka().isGiven()) {
        latest(topic, new KafkaConnection(source.kafka().connection()))
            .forEach((number, end) -> ends.put(partition(source.name(), topic, number), end));
      }
    }
    return new StreamEnds(now, ends, starts);
  }

  /** The end of every partition; nothing where the topic cannot be asked. */
  private static Map<Integer, Long> latest(String topic, KafkaConnection connection)
      throws InterruptedException {
    ExecutorService asking = Executors.newSingleThreadExecutor();
    try {
      Future<StartOffsets> ends = asking.submit(() -> StartOffsets.latest(topic, connection));
      return ends.get(PATIENCE_SECONDS, TimeUnit.SECONDS).offsets();
    } catch (ExecutionException e) {
      unanswered(topic, String.valueOf(cause(e)));
    } catch (TimeoutException e) {
      unanswered(topic, "no answer for " + PATIENCE_SECONDS + " s");
    } finally {
      asking.shutdownNow();
    }
    return Map.of();
  }

  private static Throwable cause(ExecutionException e) {
    Throwable cause = e.getCause();
    return cause instanceof IOException && cause.getCause() != null
        ? cause.getCause()
        : cause == null ? e : cause;
  }

  private static void unanswered(String topic, String why) {
    System.err.println(
        "cannot ask where the topic "
            + topic
            + " ends ("
            + why
            + "): its latest periods count as open until every partition has later records");
  }

  /**
   * The first offset that was read of a partition, {@link Long#MAX_VALUE} when that is not known.
   */
  long startOf(RawCoverage partition) {
    return starts.getOrDefault(
        partition(partition.source(), partition.topic(), partition.partition()), Long.MAX_VALUE);
  }

  /**
   * The append time up to which a partition is landed.
   *
   * @param slotsTo end of its last slot, {@link Long#MIN_VALUE} without one
   * @param offsetsTo end, exclusive, of its offsets that are landed; 0 without one
   */
  long landedTo(RawSlot partition, long slotsTo, long offsetsTo) {
    long end = ends.getOrDefault(partition, Long.MAX_VALUE);
    // Where something is landed, what a stream before this one has read counts too.
    long known = offsetsTo > 0 ? offsetsTo : starts.getOrDefault(partition, 0L);
    return end <= known ? Math.max(slotsTo, askedMicros) : slotsTo;
  }
}

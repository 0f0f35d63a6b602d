package io.penstock.pipelines.bounded;

import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import io.penstock.core.tile.Grouping;
import io.penstock.io.kafka.KafkaConnection;
import io.penstock.io.kafka.StartOffsets;
import io.penstock.io.kafka.TopicCheck;
import io.penstock.io.kafka.TopicRange;
import io.penstock.io.raw.RawCoverage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the topics of a plan have and its raw archive lacks: gaps among what is landed, what came
 * after it, and before it what a range of event time may need.
 *
 * <p>A slot of the raw archive is landed when it is over, by the stream too: that it is there says
 * that its partition is landed up to its end. So the newest records wait until theirs is.
 *
 * <p>Gaps are landed whatever their time, since nobody can tell which readings they hold. Of
 * records before the landed ones, those count that were appended since the range began: a reading
 * is never admitted before its event time, but for {@code maxAhead} and {@code slack}.
 */
final class TopicGaps {
  private final Plan plan;
  private final List<RawCoverage> coverage;
  private final OptionalLong sinceMicros;
  private final long untilMicros;

  /**
   * The gaps of a plan.
   *
   * @param coverage what is landed
   * @param fromMicros where the range of event time begins, microseconds UTC; empty for everything
   * @param nowMicros the time, microseconds UTC
   */
  TopicGaps(Plan plan, List<RawCoverage> coverage, OptionalLong fromMicros, long nowMicros) {
    this.plan = plan;
    this.coverage = List.copyOf(coverage);
    long before =
        Grouping.ofArchive(plan).lookBackMicros()
            + plan.time().maxAheadMicros()
            + plan.time().slackMicros();
    this.sinceMicros =
        fromMicros.isPresent()
            ? OptionalLong.of(fromMicros.getAsLong() - before)
            : OptionalLong.empty();
    long slot = plan.live().rawSlotMicros();
    long settled = nowMicros - plan.time().settleMicros() - plan.time().slackMicros();
    this.untilMicros = Math.floorDiv(settled, slot) * slot;
  }

  /** The append time, exclusive, up to which records are landed; microseconds UTC. */
  long untilMicros() {
    return untilMicros;
  }

  /**
   * What one source lacks.
   *
   * @param ranges what its topic still has of it
   * @param since the first offsets that the range of event time may need
   * @param earliest the first offsets that the topic still has
   */
  record OfSource(
      String source,
      KafkaConnection connection,
      List<TopicRange> ranges,
      StartOffsets since,
      StartOffsets earliest) {}

  /**
   * Asks the brokers; says which records are lost for good.
   *
   * @throws IOException when a topic may not be read, or its brokers do not answer
   */
  List<OfSource> ask() throws IOException, InterruptedException {
    List<OfSource> gaps = new ArrayList<>();
    for (SourcePlan source : plan.sources()) {
      if (source.kafka().isGiven()) {
        KafkaConnection connection = new KafkaConnection(source.kafka().connection());
        gaps.add(ask(source.name(), source.kafka().topic(), connection));
      }
    }
    if (gaps.isEmpty()) {
      throw new IllegalArgumentException("no source of the plan " + plan.name() + " has a topic");
    }
    return gaps;
  }

  private OfSource ask(String source, String topic, KafkaConnection connection)
      throws IOException, InterruptedException {
    List<String> problems = TopicCheck.of(topic, connection, Duration.ZERO).problems();
    if (!problems.isEmpty()) {
      throw new IOException(String.join("; ", problems));
    }
    StartOffsets earliest = StartOffsets.earliest(topic, connection);
    StartOffsets since =
        sinceMicros.isPresent()
            ? StartOffsets.at(topic, connection, Math.floorDiv(sinceMicros.getAsLong(), 1000))
            : earliest;
    Map<Integer, Long> ends =
        StartOffsets.at(topic, connection, Math.floorDiv(untilMicros, 1000)).offsets();
    List<TopicRange> ranges = new ArrayList<>();
    ends.forEach(
        (partition, end) ->
            lacking(
                    topic,
                    partition,
                    landed(source, topic, partition),
                    since.offsets().getOrDefault(partition, 0L),
                    end)
                .forEach(
                    range ->
                        still(range, earliest.offsets().getOrDefault(partition, 0L))
                            .ifPresent(ranges::add)));
    return new OfSource(source, connection, ranges, since, earliest);
  }

  /**
   * What a partition lacks.
   *
   * @param since the first offset that the range may need
   * @param end end, exclusive, of the offsets whose slots are over
   */
  static List<TopicRange> lacking(
      String topic, int partition, Optional<RawCoverage> landed, long since, long end) {
    List<TopicRange> ranges = new ArrayList<>();
    if (landed.isEmpty()) {
      ranges.add(new TopicRange(topic, partition, since, end));
    } else {
      RawCoverage there = landed.get();
      ranges.add(new TopicRange(topic, partition, since, there.from()));
      there
          .gaps()
          .forEach(gap -> ranges.add(new TopicRange(topic, partition, gap.from(), gap.to())));
      ranges.add(new TopicRange(topic, partition, there.to(), end));
    }
    ranges.removeIf(range -> range.from() >= range.to());
    return ranges;
  }

  /** The part of a range that its topic still has. */
  private static Optional<TopicRange> still(TopicRange range, long earliest) {
    if (range.from() >= earliest) {
      return Optional.of(range);
    }
    long goneTo = Math.min(earliest, range.to());
    System.err.printf(
        "%s/%d: offsets %d to %d are not landed, and the topic does not have them any more%n",
        range.topic(), range.partition(), range.from(), goneTo - 1);
    return range.from(goneTo);
  }

  private Optional<RawCoverage> landed(String source, String topic, int partition) {
    return coverage.stream()
        .filter(of -> of.source().equals(source) && of.topic().equals(topic))
        .filter(of -> of.partition() == partition)
        .findAny();
  }
}

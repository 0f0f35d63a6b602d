package io.penstock.pipelines.live;

import io.penstock.core.plan.SourcePlan;
import io.penstock.io.kafka.KafkaConnection;
import io.penstock.io.kafka.StartOffsets;
import java.io.IOException;
import java.util.SortedMap;

/**
 * A source that has a topic.
 *
 * @param name the source's name in the plan
 * @param topic the topic
 * @param connection how to reach it
 */
public record LiveSource(String name, String topic, KafkaConnection connection) {
  static LiveSource of(SourcePlan source) {
    return new LiveSource(
        source.name(), source.kafka().topic(), new KafkaConnection(source.kafka().connection()));
  }

  /** Where the oldest records are that the topic still has. */
  StartOffsets earliest() throws IOException, InterruptedException {
    return StartOffsets.earliest(topic, connection);
  }

  /** Where the first records are that were appended at or after a time, microseconds UTC. */
  StartOffsets at(long appendMicros) throws IOException, InterruptedException {
    return StartOffsets.at(topic, connection, Math.floorDiv(appendMicros, 1000));
  }

  /** See {@link StartOffsets#oldestAppendMillis}. */
  SortedMap<Integer, Long> oldestAppendMillis() throws IOException, InterruptedException {
    return StartOffsets.oldestAppendMillis(topic, connection);
  }
}

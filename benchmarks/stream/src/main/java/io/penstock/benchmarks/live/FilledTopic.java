package io.penstock.benchmarks.live;

import io.penstock.pipelines.simulate.BulkNdjson;
import java.time.Duration;

/**
 * A topic that was filled in real time.
 *
 * @param name the topic
 * @param partitions its partitions
 * @param readingsPerRecord readings in each record, but for the last ones
 * @param records its records
 * @param distinct different readings
 * @param input what was sent
 * @param longest how long a run over it may take
 */
record FilledTopic(
    String name,
    int partitions,
    int readingsPerRecord,
    long records,
    long distinct,
    BulkNdjson input,
    Duration longest) {

  /** Readings in it, copies included. */
  long lines() {
    return input.lines();
  }
}

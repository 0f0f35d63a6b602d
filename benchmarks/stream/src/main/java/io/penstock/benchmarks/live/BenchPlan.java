package io.penstock.benchmarks.live;

import io.penstock.pipelines.simulate.BulkNdjson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The plan that is measured: deduplication, means on a 1 s grid, ten features per 10 s. Both
 * programs need nothing beyond a window's own readings for it, so that their output is the same to
 * the last row.
 *
 * @param topic the topic
 * @param settle how far the watermark stays behind append times
 */
record BenchPlan(String topic, Duration settle) {
  /** Length of tile and window. */
  static final Duration TILE = Duration.ofSeconds(10);

  /** How far the watermark stays behind, but where a large part of the topic is to be held. */
  static final Duration SETTLE = Duration.ofSeconds(2);

  /** How long a window is kept for late readings: the plan's {@code maxDelay} and {@code slack}. */
  static final Duration KEPT = Duration.ofSeconds(15);

  /** The archive's period. */
  static final Duration PERIOD = Duration.ofSeconds(60);

  /** Width of the grid. */
  static final Duration GRID = Duration.ofSeconds(1);

  private static final String YAML =
      """
      # The live benchmark: dedup, means on a 1 s grid, ten features per 10 s.
      plan: bench
      epoch: 1
      catalogue: catalogue.csv
      time: {maxDelay: PT10S, maxAhead: PT10S, settle: %s, slack: PT5S, earliest: 2000-01-01T00:00:00Z, latest: 2100-01-01T00:00:00Z}
      sources:
        - name: bulk
          kafka: {topic: %s, connection: kafka.properties}
          timestamps: {form: millis}
          format:
            json: {framing: lines, address: [/id], time: /ts, value: /value}
      measurements:
        tile: PT10S
        align: {method: mean, grid: PT1S, maxAge: PT5S, maxGap: PT5S}
        admit: uncertain
      features:
        - name: stats_10s
          tile: PT10S
          window: PT10S
          hop: PT10S
          input: normalised
          compute: [count, mean, min, max, std_samp, rms, median, q05, q95, slope_per_second]
      archive: {period: PT60S, shards: 4}
      live: {slot: PT30S, lanes: 8, lateEvery: PT2S}
      maxAmplification: 4
      """;

  /** Writes plan, catalogue and connection file into a folder; returns the plan. */
  Path write(Path folder, BulkNdjson input, String brokers) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("catalogue.csv"), input.catalogue());
    Files.writeString(
        folder.resolve("kafka.properties"),
        "bootstrap.servers=" + brokers + System.lineSeparator());
    return Files.writeString(folder.resolve("plan.yaml"), YAML.formatted(settle, topic));
  }
}

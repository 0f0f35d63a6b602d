package io.penstock.core.plan;

import io.penstock.core.decode.csv.CsvFormat;
import io.penstock.core.decode.json.JsonFormat;
import java.time.Duration;
import java.util.regex.Pattern;

/** The rules of what only the live stream uses. */
final class LiveCheck {
  /** What a Kafka topic may be called: {@code org.apache.kafka.common.internals.Topic}. */
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final Plan plan;
  private final Findings findings;

  LiveCheck(Plan plan, Findings findings) {
    this.plan = plan;
    this.findings = findings;
  }

  void check() {
    LivePlan live = plan.live();
    findings.within("live.slot", live.rawSlotMicros(), Duration.ofSeconds(1), DAY);
    findings.within("live.lanes", live.lanes(), 1, 4096);
    if (live.earlyEveryMicros() != 0) {
      findings.within("live.earlyEvery", live.earlyEveryMicros(), Duration.ofMillis(100), DAY);
    }
    findings.within("live.lateEvery", live.lateEveryMicros(), Duration.ofMillis(100), DAY);
    if (plan.sources().stream().anyMatch(source -> source.kafka().isGiven())) {
      windows();
    }
  }

  /**
   * One source that has a topic. An ingest time of the message's own would part the gate from the
   * watermark, which follows the broker's append times.
   */
  void source(String path, SourcePlan source) {
    findings.demand(
        TOPIC.matcher(source.kafka().topic()).matches(),
        path + ".kafka.topic",
        "must match " + TOPIC.pattern(),
        Shown.text(source.kafka().topic()));
    if (source.format() instanceof JsonFormat json && !json.ingest().isEmpty()) {
      foreignIngest(path + ".format.json.ingest", json.ingest());
    }
    if (source.format() instanceof CsvFormat csv && !csv.ingest().isEmpty()) {
      foreignIngest(path + ".format.csv.ingest", csv.ingest());
    }
  }

  private void foreignIngest(String path, String ingest) {
    findings.add(
        path,
        "must be left out where the source has kafka, whose append time is the ingest time, but"
            + " was: "
            + Shown.text(ingest));
  }

  /** Engines count windows in milliseconds. */
  private void windows() {
    milliseconds("live.slot", plan.live().rawSlotMicros());
    milliseconds("measurements.tile", plan.measurements().tileMicros());
    milliseconds("archive.period", plan.archive().periodMicros());
    for (int i = 0; i < plan.features().size(); i++) {
      milliseconds("features[" + i + "].tile", plan.features().get(i).tileMicros());
    }
  }

  private void milliseconds(String path, long micros) {
    findings.demand(
        micros % Findings.micros(MILLISECOND) == 0,
        path,
        "must be whole milliseconds where a source has kafka",
        Findings.span(micros));
  }
}

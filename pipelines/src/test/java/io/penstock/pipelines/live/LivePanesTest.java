package io.penstock.pipelines.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.transforms.metrics.Metric;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the panes of a hot tile leave in the hot tables, one after another. Tiles are 10 s. */
class LivePanesTest {
  /** 2026-01-05T00:00:00Z. */
  private static final long START = 1_767_571_200_000L;

  private static final String WRITE_DOWN_STAGES =
      """
      create table seen (
        rank bigint generated always as identity, tile timestamptz, stage text, readings bigint);
      create function see() returns trigger language plpgsql as $$
        begin
          if new.dataset = 'measurements' and new.asset = 'acme/site/area/line/m0' then
            insert into seen (tile, stage, readings)
              values (new.tile_start, new.stage, new.readings);
          end if;
          return null;
        end $$;
      create trigger see after insert or update on tile_evidence for each row execute function see()
      """;

  @Test
  void anEarlyPaneIsMarkedEarlyAndReplacedByTheOneOnTime(@TempDir Path folder) throws Exception {
    Path planFile =
        LivePlans.changed(
            folder, text -> text.replace("lateEvery:", "earlyEvery: PT1S, lateEvery:"));
    Plan plan = PlanReader.create().read(planFile);
    TestSite site = TestSite.fresh(folder);
    LiveSettings settings = site.settings(plan);
    site.execute(WRITE_DOWN_STAGES);

    Rehearsal.run(
        settings,
        Rehearsal.from(START)
            .addElements(
                Rehearsal.record(0, START + 2_000, Rehearsal.line("m0", "flow", START + 1_000, 1)))
            .advanceProcessingTime(Duration.standardSeconds(2))
            .addElements(
                Rehearsal.record(1, START + 5_000, Rehearsal.line("m0", "flow", START + 4_000, 2)))
            .advanceWatermarkTo(Rehearsal.at(START + 15_000))
            .addElements(
                Rehearsal.record(2, START + 16_000, Rehearsal.line("m0", "flow", START + 8_000, 3)))
            .advanceProcessingTime(Duration.standardSeconds(5)));

    assertThat(
            site.query(
                "select stage, readings from seen where tile = '2026-01-05T00:00:00Z' order by rank"))
        .containsExactly("early|1", "on_time|2", "on_time|3", "final|3");
    var sealed = site.digests(plan);
    TestSite bounded = TestSite.fresh(folder);
    bounded.settings(plan);
    site.copyRawTo(bounded, plan);
    bounded.recompute(planFile, RecomputeOption.ALL, Lateness.AS_LIVE);
    assertThat(sealed).isEqualTo(bounded.digests(plan));
  }

  @Test
  void theDelayOfEveryTileWrittenOnTimeIsCountedOnce(@TempDir Path folder) throws Exception {
    Plan plan = LivePlans.small();
    TestSite site = TestSite.fresh(folder);
    long start = Math.floorDiv(System.currentTimeMillis(), 20_000) * 20_000 - 60_000;

    PipelineResult result =
        Rehearsal.run(
            site.settings(plan),
            Rehearsal.from(start - 15_000)
                .addElements(
                    Rehearsal.record(
                        0,
                        start + 5_000,
                        Rehearsal.line("m0", "flow", start + 4_000, 1)
                            + Rehearsal.line("m1", "flow", start + 4_500, 1)))
                // Before the period before expires: else its sealing may write its tiles first.
                .advanceWatermarkTo(Rehearsal.at(start + 14_000))
                .advanceWatermarkTo(Rehearsal.at(start + 21_000))
                // The late pane of a tile that has been measured, and of one that is new.
                .addElements(
                    Rehearsal.record(
                        1,
                        start + 12_000,
                        Rehearsal.line("m0", "flow", start + 4_100, 1)
                            + Rehearsal.line("m2", "flow", start + 4_200, 1)))
                .advanceProcessingTime(Duration.standardSeconds(5)));

    Map<String, Long> counts = counts(result);
    long measured = counts.getOrDefault(Metric.HOT_DELAY_MS_LE_INF.metricName(), 0L);
    assertThat(measured)
        .isPositive()
        .isEqualTo(
            Long.parseLong(
                site.query("select count(*) from tile_evidence where asset !~ 'm2$'").get(0)));
    assertThat(counts.get(Metric.HOT_DELAY_MS_LE_300000.metricName())).isEqualTo(measured);
    assertThat(counts).doesNotContainKey(Metric.HOT_DELAY_MS_LE_10000.metricName());
    assertThat(counts.get(Metric.HOT_DELAY_MS_SUM.metricName()))
        .isBetween(measured * 10_000, measured * 300_000);
  }

  private static Map<String, Long> counts(PipelineResult result) {
    MetricsFilter own =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.inNamespace(Metric.NAMESPACE))
            .build();
    return StreamSupport.stream(
            result.metrics().queryMetrics(own).getCounters().spliterator(), false)
        .collect(
            Collectors.toMap(
                counter -> counter.getName().getName(), MetricResult::getAttempted, Long::sum));
  }
}

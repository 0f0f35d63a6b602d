package io.penstock.pipelines.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.io.raw.RawSlotFooter;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.plan.PlanReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that leave it to their topic which series they are of. */
class TopicAddressTest {
  /** 2026-01-05T00:00:00Z. */
  private static final long START = 1_767_571_200_000L;

  @Test
  void aTopicGivesTheAddressInTheStreamAndInARecomputeAlike(@TempDir Path folder) throws Exception {
    Path planFile =
        LivePlans.changed(
            folder, text -> text.replace("address: [/d, /s]", "address: [$topic/3, $topic/4]"));
    Plan plan = PlanReader.create().read(planFile);
    TestSite site = TestSite.fresh(folder);

    Rehearsal.run(
        site.settings(plan),
        Rehearsal.from(START)
            .addElements(
                record("plant/line/m1/flow", 0),
                record("plant/line/m2/temperature", 1),
                record("plant//m3/flow", 2)));

    assertThat(site.query("select distinct asset, metric from measurements order by 1"))
        .containsExactly("acme/site/area/line/m1|flow", "acme/site/area/line/m2|temperature");
    assertThat(site.query("select origin, reason from quarantine"))
        .containsExactly("plant.readings/0/2|bad_identifier");
    TestSite recomputed = TestSite.fresh(folder);
    recomputed.settings(plan);
    site.copyRawTo(recomputed, plan);
    recomputed.recompute(planFile, RecomputeOption.ALL, Lateness.AS_LIVE);
    assertThat(recomputed.digests(plan)).isEqualTo(site.digests(plan));
    assertThat(site.slots(plan).index()).extracting(RawSlotFooter::messages).containsExactly(3L);
  }

  private static TimestampedValue<KafkaRecord<byte[], byte[]>> record(String topic, long offset) {
    byte[] line =
        "{\"t\":%d,\"v\":1.5}%n".formatted(START + 4_000).getBytes(StandardCharsets.UTF_8);
    return Rehearsal.record(topic, offset, START + 5_000, line, new RecordHeaders());
  }
}

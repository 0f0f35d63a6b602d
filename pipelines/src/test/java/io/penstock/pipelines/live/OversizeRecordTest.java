package io.penstock.pipelines.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.Lateness;
import io.penstock.core.decode.Oversize;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.plan.Plan;
import io.penstock.io.object.Sha256;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.plan.PlanReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** INPUTS: a message over the size cap is quarantined by head and hash, and never decoded. */
class OversizeRecordTest {
  /** 2026-01-05T00:00:00Z. */
  private static final long START = 1_767_571_200_000L;

  /** As a bridge would cut it: the head is a whole line, and would be a reading. */
  private static final byte[] LARGE =
      (Rehearsal.line("m0", "flow", START + 3_000, 7) + "x".repeat(50_000))
          .getBytes(StandardCharsets.UTF_8);

  private static final byte[] HEAD = Arrays.copyOf(LARGE, 4_096);
  private static final String ENTRIES =
      "select origin, position, ordinal, reason, encode(payload_sha256, 'hex'), payload_bytes,"
          + " length(payload), status from quarantine order by origin";

  private Path planFile;
  private Plan plan;
  private TestSite site;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    planFile =
        LivePlans.changed(
            folder, text -> text.replace("value: /v}", "value: /v, maxDocument: 100KiB}"));
    plan = PlanReader.create().read(planFile);
    site = TestSite.fresh(folder);
  }

  @Test
  void isQuarantinedWithTheHashOfTheMessageByTheStreamAndByARecomputeAlike() throws Exception {
    String beyondTheDecoder = "{\"d\":\"" + "y".repeat(100 << 10) + "\"}\n";
    byte[] ownBytes = beyondTheDecoder.strip().getBytes(StandardCharsets.UTF_8);
    Rehearsal.run(
        site.settings(plan),
        Rehearsal.from(START)
            .addElements(
                Rehearsal.record(0, START + 5_000, Rehearsal.line("m1", "flow", START + 4_000, 1)),
                Rehearsal.record(1, START + 5_000, HEAD, headers(LARGE)),
                Rehearsal.record(2, START + 5_000, beyondTheDecoder)));

    List<String> entries = site.query(ENTRIES);
    assertThat(entries)
        .containsExactly(
            "plant.readings/0/1|0|-1|too_large|%s|%d|4096|open"
                .formatted(Sha256.of(LARGE), LARGE.length),
            "plant.readings/0/2|0|-1|too_large|%s|%d|65536|open"
                .formatted(Sha256.of(ownBytes), ownBytes.length));
    assertThat(site.query("select distinct asset from measurements"))
        .containsExactly("acme/site/area/line/m1");
    var sealed = site.digests(plan);

    site.recompute(planFile, RecomputeOption.ALL, Lateness.IGNORE);

    assertThat(site.query(ENTRIES)).isEqualTo(entries);
    assertThat(site.digests(plan)).isEqualTo(sealed);
  }

  @Test
  void itsRecordIsInTheRawArchiveAsItCame() throws Exception {
    Rehearsal.run(
        site.settings(plan),
        Rehearsal.from(START)
            .addElements(Rehearsal.record(1, START + 5_000, HEAD, headers(LARGE))));

    RawMessage landed = site.slots(plan).read(site.slots(plan).index().get(0).slot()).get(0);
    assertThat(landed.payload()).isEqualTo(HEAD);
    assertThat(landed.key()).isEqualTo("key");
    Oversize told = landed.oversize().orElseThrow();
    assertThat(told.bytes()).isEqualTo(LARGE.length);
    assertThat(told.sha256()).asHexString().isEqualToIgnoringCase(Sha256.of(LARGE));
  }

  private static Headers headers(byte[] message) {
    return new RecordHeaders()
        .add(Oversize.BYTES_HEADER, ("" + message.length).getBytes(StandardCharsets.UTF_8))
        .add(Oversize.SHA256_HEADER, Sha256.of(message).getBytes(StandardCharsets.UTF_8));
  }
}

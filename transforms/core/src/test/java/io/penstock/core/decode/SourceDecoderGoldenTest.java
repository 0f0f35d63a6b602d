package io.penstock.core.decode;

import static io.penstock.core.decode.RawMessage.NO_INGEST_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan.UnknownSeries;
import io.penstock.core.tile.SeriesTable;
import io.penstock.core.time.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every kind of bad input gets, case by case: {@code testdata/inputs}.
 *
 * <p>A case has {@code format} as in a plan (or the word {@code flat}, see {@link
 * InputPlan#flatJson}), perhaps {@code unknownSeries}, {@code lateness}, {@code ingest} and {@code
 * header}, then {@code input}: the payloads of its raw messages. {@code expect} has a line for each
 * reading's fate; {@code normalised} what is left of them; {@code duplicates} and {@code conflicts}
 * how many lost.
 */
class SourceDecoderGoldenTest {
  static Stream<GoldenCases.Case> cases() {
    return GoldenCases.in("inputs");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyReadingGetsTheFateItsCaseSays(GoldenCases.Case golden) {
    Run run = new Run(golden.content());

    assertThat(run.received.lines()).isEqualTo(golden.expected());
    assertConserved(run.decoder.counts(), run.received);
    assertThat(run.received.faults()).allSatisfy(SourceDecoderGoldenTest::assertShowable);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatPassedIsAdmittedOrDuplicate(GoldenCases.Case golden) {
    JsonNode content = golden.content();
    Run run = new Run(content);
    WinningReadings winners = WinningReadings.of(run.table, run.received);

    assertThat(winners.duplicates()).isEqualTo(content.path("duplicates").asLong());
    assertThat(winners.conflicts()).isEqualTo(content.path("conflicts").asLong());
    assertThat(winners.admitted() + winners.duplicates() + winners.conflicts())
        .isEqualTo(run.decoder.counts().passed);
    if (content.has("normalised")) {
      assertThat(winners.lines()).isEqualTo(GoldenCases.texts(content.get("normalised")));
    }
  }

  /** STYLE 12: every reading has exactly one fate, and the counts say what the receiver saw. */
  static void assertConserved(DecodeCounts counts, ReceivedLines received) {
    assertThat(counts.received).isEqualTo(counts.passed + counts.late + counts.quarantinedTotal());
    assertThat(counts.passed).isEqualTo(received.passed().size());
    assertThat(counts.late).isEqualTo(received.late());
    assertThat(counts.quarantinedTotal()).isEqualTo(received.faults().size());
  }

  /** INPUTS: CR, LF and ANSI sequences are escaped wherever they are shown. */
  static void assertShowable(Quarantined fault) {
    assertThat(fault.detail()).isNotEmpty();
    assertThat(fault.detail().chars())
        .as(fault.detail())
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    assertThat(fault.detail()).hasSizeLessThan(500);
  }

  /** One case, decoded. */
  static final class Run {
    final SeriesTable table;
    final ReceivedLines received;
    final SourceDecoder decoder;

    Run(JsonNode golden) {
      JsonNode format = golden.required("format");
      JsonNode unknown = golden.path("unknownSeries");
      Plan plan =
          InputPlan.of(
              format.isTextual() ? InputPlan.flatJson() : TextFormats.of(format),
              unknown.isMissingNode()
                  ? UnknownSeries.QUARANTINE
                  : new UnknownSeries(
                      "acme/north/press/line1/new", unknown.required("maxSeries").asInt()));
      table = new SeriesTable(plan.catalogue());
      received = new ReceivedLines(table);
      Lateness lateness = Lateness.valueOf(golden.path("lateness").asText("IGNORE"));
      decoder = new SourceDecoder(plan, plan.sources().get(0), table, lateness, received);
      byte[] header = golden.has("header") ? GoldenCases.bytes(golden.get("header")) : new byte[0];
      long position = 0;
      for (byte[] payload : payloads(golden.required("input"))) {
        decoder.decode(
            new RawMessage("test", "origin", position, "", header, payload, ingest(golden)));
        position += payload.length;
      }
    }

    private static List<byte[]> payloads(JsonNode input) {
      List<byte[]> payloads = new ArrayList<>();
      input.forEach(payload -> payloads.add(GoldenCases.bytes(payload)));
      return payloads;
    }

    private static long ingest(JsonNode golden) {
      String ingest = golden.path("ingest").asText("");
      return ingest.isEmpty() ? NO_INGEST_TIME : Micros.of(Instant.parse(ingest));
    }
  }
}

package io.penstock.core.decode;

import static io.penstock.core.decode.RawMessage.NO_INGEST_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan.UnknownSeries;
import io.penstock.core.tile.SeriesTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the golden cases cannot show: several sources, several chunks, coordinates and bytes. */
class SourceDecoderTest {
  private static final String ASSET = "acme/north/press/line1/new";

  /** The name is a slice of its message, and nothing around it may become part of it. */
  @Test
  void namesAnAcceptedSeriesByItsAddressAlone() {
    Plan plan = InputPlan.of(InputPlan.flatJson(), new UnknownSeries(ASSET, 10));
    SeriesTable table = new SeriesTable(plan.catalogue());
    decoder(plan, 0, table, new ReceivedLines(table)).decode(line("extra", 0));

    assertThat(table.get(table.known()).metric()).isEqualTo("extra");
    assertThat(table.find(ASSET, "extra")).isEqualTo(table.known());
  }

  /** INPUTS: a flood is bounded per source, so one source cannot use up another's quota. */
  @Test
  void countsNewSeriesForEachSourceOnItsOwn() {
    UnknownSeries accept = new UnknownSeries(ASSET, 1);
    Plan plan = InputPlan.ofTwo(InputPlan.flatJson(), accept);
    SeriesTable table = new SeriesTable(plan.catalogue());
    ReceivedLines received = new ReceivedLines(table);
    SourceDecoder first = decoder(plan, 0, table, received);
    SourceDecoder second = decoder(plan, 1, table, received);

    first.decode(line("a", 0));
    first.decode(line("b", 0));
    second.decode(line("c", 0));

    assertThat(received.lines())
        .containsExactly(
            "new/a @ 2024-01-01T00:00:00Z = 1.0",
            "quarantined series_quota: reading 0 at 0",
            "new/c @ 2024-01-01T00:00:00Z = 1.0");
  }

  /** A reading that is set aside brings no series, so it takes no place in the quota. */
  @Test
  void countsNoNewSeriesWithoutAReading() {
    Plan plan = InputPlan.of(InputPlan.flatJson(), new UnknownSeries(ASSET, 1));
    SeriesTable table = new SeriesTable(plan.catalogue());
    ReceivedLines received = new ReceivedLines(table);
    SourceDecoder decoder = decoder(plan, 0, table, received);

    decoder.decode(payload("{\"tag\":\"a\",\"ts\":1704067200000,\"v\":\"on\"}", 0));
    decoder.decode(line("b", 0));
    decoder.decode(line("c", 0));
    decoder.decode(line("b", 0));

    assertThat(received.lines())
        .containsExactly(
            "quarantined wrong_type: reading 0 at 0",
            "new/b @ 2024-01-01T00:00:00Z = 1.0",
            "quarantined series_quota: reading 0 at 0",
            "new/b @ 2024-01-01T00:00:00Z = 1.0");
    assertThat(table.size()).isEqualTo(table.known() + 1);
  }

  /** Positions count in the file, whatever chunk the message came in. */
  @Test
  void tellsWhereAFaultIsAndKeepsItsBytes() {
    Plan plan = InputPlan.of(InputPlan.flatJson(), UnknownSeries.QUARANTINE);
    SeriesTable table = new SeriesTable(plan.catalogue());
    ReceivedLines received = new ReceivedLines(table);
    byte[] payload = "\n\r\nnonsense\r\n".getBytes(StandardCharsets.UTF_8);
    decoder(plan, 0, table, received)
        .decode(new RawMessage("test", "sha", 1000, "", new byte[0], payload, NO_INGEST_TIME));

    assertThat(received.faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.source()).isEqualTo("test");
              assertThat(fault.origin()).isEqualTo("sha");
              assertThat(fault.position()).isEqualTo(1003);
              assertThat(fault.ordinal()).isEqualTo(Quarantined.WHOLE_MESSAGE);
              assertThat(fault.reason()).isEqualTo(Reason.NOT_JSON);
              assertThat(fault.payload()).asString().isEqualTo("nonsense");
            });
  }

  /** The head of a message may be a sound one, and says nothing of the whole. */
  @Test
  void setsAsideTheHeadOfAMessageThatDidNotFit() {
    Plan plan = InputPlan.of(InputPlan.flatJson(), UnknownSeries.QUARANTINE);
    SeriesTable table = new SeriesTable(plan.catalogue());
    ReceivedLines received = new ReceivedLines(table);
    byte[] head = (InputPlan.reading("count") + "\n").getBytes(StandardCharsets.UTF_8);
    Oversize oversize = Oversize.told("70000", "ab".repeat(32), head);
    SourceDecoder decoder = decoder(plan, 0, table, received);
    decoder.decode(
        new RawMessage(
            "test", "t/0/1", 0, "", new byte[0], head, NO_INGEST_TIME, Optional.of(oversize)));

    assertThat(received.lines()).containsExactly("quarantined too_large: message at 0");
    assertThat(received.faults().get(0).oversize()).contains(oversize);
    assertThat(oversize.bytes()).isEqualTo(70_000);
    assertThat(oversize.sha256()).hasSize(32).containsOnly(0xAB);
    assertThat(decoder.counts().received).isEqualTo(1);
  }

  /** Headers that no bridge writes must not stop the line, nor let the head pass. */
  @Test
  void takesSizeAndHashOfTheHeadWhereTheHeadersMakeNoSense() {
    byte[] head = "head".getBytes(StandardCharsets.UTF_8);
    String hash = "ab".repeat(32);
    for (Oversize told :
        List.of(
            Oversize.told("", hash, head),
            Oversize.told("-5", hash, head),
            Oversize.told("3", hash, head),
            Oversize.told("9".repeat(30), hash, head),
            Oversize.told("70000", "", head),
            Oversize.told("70000", hash + "0", head))) {
      assertThat(told.bytes()).isEqualTo(4);
      assertThat(told.sha256()).startsWith(0x9F, 0x2E);
    }
  }

  /** Only a file has a beginning; a chunk from its middle has none. */
  @Test
  void countsAByteOrderMarkWhereAFileStarts() {
    Plan plan = InputPlan.of(InputPlan.flatJson(), UnknownSeries.QUARANTINE);
    SeriesTable table = new SeriesTable(plan.catalogue());
    SourceDecoder decoder = decoder(plan, 0, table, new ReceivedLines(table));
    byte[] payload = ("\uFEFF" + InputPlan.reading("count")).getBytes(StandardCharsets.UTF_8);
    decoder.decode(new RawMessage("test", "sha", 0, "", new byte[0], payload, NO_INGEST_TIME));
    decoder.decode(new RawMessage("test", "sha", 99, "", new byte[0], payload, NO_INGEST_TIME));

    assertThat(decoder.counts().byteOrderMarks).isEqualTo(1);
    assertThat(decoder.counts().passed).isEqualTo(2);
    assertThat(decoder.counts().rawMessages).isEqualTo(2);
    assertThat(decoder.counts().rawBytes).isEqualTo(2L * payload.length);
  }

  private static SourceDecoder decoder(
      Plan plan, int source, SeriesTable table, ReceivedLines received) {
    return new SourceDecoder(plan, plan.sources().get(source), table, Lateness.IGNORE, received);
  }

  private static RawMessage line(String tag, long position) {
    return payload(InputPlan.reading(tag), position);
  }

  private static RawMessage payload(String line, long position) {
    byte[] payload = (line + "\n").getBytes(StandardCharsets.UTF_8);
    return new RawMessage("test", "sha", position, "", new byte[0], payload, NO_INGEST_TIME);
  }
}

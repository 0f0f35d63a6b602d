package io.penstock.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.Format;
import io.penstock.core.decode.InputPlan;
import io.penstock.core.decode.Lateness;
import io.penstock.core.decode.Quarantined;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.decode.Receiver;
import io.penstock.core.decode.SourceDecoder;
import io.penstock.core.decode.senml.SenmlFormat;
import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan.UnknownSeries;
import io.penstock.core.tile.SeriesTable;
import io.penstock.core.time.TimeRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A record is read as its messages would be one by one. */
class EnvelopeLaws {
  private static final Format LINES = InputPlan.flatJson();
  private static final Plan PLAN = InputPlan.of(LINES, UnknownSeries.QUARANTINE);
  private static final int LARGEST = 1 << 20;

  @Property(tries = 300)
  void recordsDecodeAsTheirMessagesOneByOne(@ForAll("payloads") List<byte[]> payloads) {
    List<String> oneByOne = payloads.stream().flatMap(one -> decode(one).stream()).toList();

    List<byte[]> records = records(LINES, payloads);

    assertThat(records.stream().flatMap(record -> decode(record).stream()).toList())
        .isEqualTo(oneByOne);
    assertThat(records).hasSizeLessThanOrEqualTo(payloads.size());
  }

  @Example
  void documentsAreNeverJoined() {
    Format documents = new SenmlFormat(Format.Framing.DOCUMENT, "", TimeRule.ISO);
    List<byte[]> payloads = List.of(bytes("[1]"), bytes("[2]"), bytes("[3]"));

    assertThat(records(documents, payloads)).containsExactlyElementsOf(payloads);
  }

  @Provide
  Arbitrary<List<byte[]>> payloads() {
    Arbitrary<String> readings =
        Arbitraries.of("temp", "pressure", "nobody", "running")
            .map(tag -> "{\"tag\":\"" + tag + "\",\"ts\":1704067200000,\"v\":1}");
    Arbitrary<String> odd =
        Arbitraries.of("", "\n", "\r\n", "x", "\uFEFF", "{", "\r", "{}\n{}", "[\n]", "\u0000");
    Arbitrary<String> several =
        readings.list().ofMinSize(1).ofMaxSize(3).map(lines -> String.join("\r\n", lines));
    Arbitrary<String> marked = readings.map(line -> "\uFEFF" + line);
    return Arbitraries.oneOf(readings, odd, several, marked)
        .map(EnvelopeLaws::bytes)
        .list()
        .ofMaxSize(12);
  }

  private static List<byte[]> records(Format format, List<byte[]> payloads) {
    Envelope envelope = new Envelope("kafka", format, LARGEST);
    List<byte[]> records = new ArrayList<>();
    Batcher batcher =
        new Batcher(
            envelope,
            BridgeSettings.DEFAULT.withLinger(Duration.ofSeconds(1)).withRecordBytes(200),
            messages -> records.add(envelope.record(messages).value()));
    payloads.forEach(payload -> batcher.add(new MqttMessage("topic", payload, false, () -> {}), 0));
    batcher.flush();
    return records;
  }

  private static List<String> decode(byte[] payload) {
    Told told = new Told();
    SourceDecoder decoder =
        new SourceDecoder(
            PLAN, PLAN.sources().get(0), new SeriesTable(PLAN.catalogue()), Lateness.IGNORE, told);
    decoder.decode(new RawMessage("test", "kafka/0", 0, "topic", new byte[0], payload, 0));
    return told.lines;
  }

  /** Everything but coordinates, which are those of the record. */
  private static final class Told implements Receiver {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void reading(int series, long eventMicros, long bits, int quality, long ingestMicros) {
      lines.add(series + " @ " + eventMicros + " = " + bits + " " + quality);
    }

    @Override
    public void text(int series, long eventMicros, String text, int quality, long ingestMicros) {
      lines.add(series + " @ " + eventMicros + " = " + text + " " + quality);
    }

    @Override
    public void late(int series, long eventMicros, long ingestMicros) {
      lines.add(series + " @ " + eventMicros + " late");
    }

    @Override
    public void quarantined(Quarantined fault) {
      lines.add(fault.reason() + " " + new String(fault.payload(), StandardCharsets.UTF_8));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

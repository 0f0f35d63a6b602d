package io.penstock.core.decode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What decoding one message came to, as text that two ways of decoding, or a golden case, can be
 * compared by: every field of every reading, the reasons of rejected readings, and the fault of the
 * message, empty when it had none. Readings of a faulty message are withdrawn.
 */
public record Outcome(List<String> readings, List<String> rejected, String fault) {

  /** Decodes the bytes {@code [from, to)} of a payload that came with an ingest time. */
  public static Outcome of(
      MessageDecoder decoder, byte[] payload, int from, int to, long ingestMicros) {
    return of(decoder, "", payload, from, to, ingestMicros);
  }

  /** The same for a message that came with a topic. */
  public static Outcome of(
      MessageDecoder decoder, String topic, byte[] payload, int from, int to, long ingestMicros) {
    Recorder recorder = new Recorder();
    try {
      decoder.start(new RawMessage("test", "test", 0, topic, new byte[0], payload, ingestMicros));
      decoder.decode(payload, from, to, recorder);
      return new Outcome(recorder.readings, recorder.rejected, "");
    } catch (BadInput fault) {
      return new Outcome(List.of(), List.of(), fault.reason().code());
    }
  }

  /** One reading as a line of text; numbers by their bits. */
  public static String line(DecodedReading reading) {
    String value =
        switch (reading.kind) {
          case NUMBER, BOOLEAN -> number(reading.number);
          case TEXT -> reading.text;
          case TOKEN -> utf8(reading.tokenBytes, reading.tokenFrom, reading.tokenTo);
          case NONE -> "";
        };
    return line(
        utf8(reading.addressBytes, reading.addressFrom, reading.addressTo),
        reading.deviceMicros,
        reading.kind,
        value,
        reading.quality,
        reading.unit,
        reading.ingestMicros);
  }

  /** One expected reading as the same line of text. */
  public static String line(
      String address,
      long micros,
      DecodedReading.Kind kind,
      String value,
      int quality,
      String unit,
      long ingestMicros) {
    return String.format(
        Locale.ROOT,
        "%s @%d %s [%s] quality=%08X unit=[%s] ingest=%d",
        address,
        micros,
        kind,
        value,
        quality,
        unit,
        ingestMicros);
  }

  /** A number with its bits, so that 0.0 and -0.0 differ. */
  public static String number(double value) {
    return value + " " + Long.toHexString(Double.doubleToRawLongBits(value));
  }

  private static String utf8(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private static final class Recorder implements ReadingSink {
    private final List<String> readings = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();

    @Override
    public void accept(DecodedReading reading) {
      readings.add(line(reading));
    }

    @Override
    public void reject(BadInput fault) {
      rejected.add(fault.reason().code());
    }
  }
}

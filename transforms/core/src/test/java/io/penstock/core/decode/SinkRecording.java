package io.penstock.core.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** A sink that keeps what it is given, and the small words that decoder tests share. */
public final class SinkRecording implements ReadingSink {
  /** One reading as the sink saw it; {@code value} is a Double, Boolean, String, or "no value". */
  public record Recorded(
      String address, long deviceMicros, Object value, String unit, int quality) {}

  private final List<Recorded> accepted = new ArrayList<>();
  private final List<Reason> rejected = new ArrayList<>();

  /** Decodes one message of a format, received at an ingest time. */
  public static SinkRecording of(Format format, byte[] message, long ingestMicros) throws BadInput {
    SinkRecording sink = new SinkRecording();
    MessageDecoder decoder = format.newDecoder();
    decoder.start(new RawMessage("s", "o", 0, "", new byte[0], message, ingestMicros));
    decoder.decode(message, 0, message.length, sink);
    return sink;
  }

  /** Decodes one message of a format, received at an ingest time. */
  public static SinkRecording of(Format format, String message, long ingestMicros) throws BadInput {
    return of(format, message.getBytes(UTF_8), ingestMicros);
  }

  /** The readings, in the order given. */
  public List<Recorded> accepted() {
    return accepted;
  }

  /** Why readings were rejected, in the order given. */
  public List<Reason> rejected() {
    return rejected;
  }

  @Override
  public void accept(DecodedReading reading) {
    String address =
        new String(
            reading.addressBytes,
            reading.addressFrom,
            reading.addressTo - reading.addressFrom,
            UTF_8);
    Object value =
        switch (reading.kind) {
          case NUMBER -> (Object) reading.number;
          case BOOLEAN -> reading.number == 1;
          case TEXT -> reading.text;
          case NONE -> "no value";
          case TOKEN -> throw new AssertionError("typed formats give no tokens");
        };
    accepted.add(new Recorded(address, reading.deviceMicros, value, reading.unit, reading.quality));
  }

  @Override
  public void reject(BadInput fault) {
    rejected.add(fault.reason());
  }
}

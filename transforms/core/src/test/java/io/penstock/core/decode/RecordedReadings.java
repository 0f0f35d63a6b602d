package io.penstock.core.decode;

import io.penstock.core.quality.Quality;
import io.penstock.core.time.Micros;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A sink that writes down what it is given, one readable line each. */
public final class RecordedReadings implements ReadingSink {
  private final List<String> lines = new ArrayList<>();

  /**
   * Decodes lines as the engine does: a line that throws loses its readings.
   *
   * @return a line for each reading ({@code address @ time = value}, then its quality unless Good,
   *     unit and ingest time where it has them), rejected reading and rejected line
   */
  public static List<String> of(Format format, RawMessage raw, List<byte[]> messages) {
    RecordedReadings all = new RecordedReadings();
    MessageDecoder decoder = format.newDecoder();
    try {
      decoder.start(raw);
    } catch (BadInput e) {
      return List.of("message: " + e.reason().code());
    }
    for (byte[] message : messages) {
      RecordedReadings one = new RecordedReadings();
      try {
        decoder.decode(message, 0, message.length, one);
        all.lines.addAll(one.lines);
      } catch (BadInput e) {
        all.lines.add("line: " + e.reason().code());
      }
    }
    return all.lines;
  }

  /** A raw message with a header and no payload: decoders are handed messages one by one. */
  public static RawMessage raw(String header, long ingestMicros) {
    byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
    return new RawMessage("test", "test-0", 0, "", bytes, new byte[0], ingestMicros);
  }

  @Override
  public void accept(DecodedReading reading) {
    StringBuilder line = new StringBuilder();
    line.append(text(reading.addressBytes, reading.addressFrom, reading.addressTo));
    line.append(" @ ")
        .append(Micros.instant(reading.deviceMicros))
        .append(" = ")
        .append(value(reading));
    if (reading.quality != Quality.GOOD) {
      line.append(" quality ").append(quality(reading.quality));
    }
    if (!reading.unit.isEmpty()) {
      line.append(" unit ").append(reading.unit);
    }
    if (reading.ingestMicros != RawMessage.NO_INGEST_TIME) {
      line.append(" ingest ").append(Micros.instant(reading.ingestMicros));
    }
    lines.add(line.toString());
  }

  @Override
  public void reject(BadInput fault) {
    lines.add("reading: " + fault.reason().code());
  }

  private static String value(DecodedReading reading) {
    return switch (reading.kind) {
      case TOKEN -> {
        String token = "'" + text(reading.tokenBytes, reading.tokenFrom, reading.tokenTo) + "'";
        yield reading.decimalSign == '.' ? token : token + " (" + (char) reading.decimalSign + ")";
      }
      case NONE -> "none";
      case NUMBER, BOOLEAN -> Double.toString(reading.number);
      case TEXT -> "\"" + reading.text + "\"";
    };
  }

  private static String quality(int quality) {
    return switch (quality) {
      case Quality.UNCERTAIN -> "uncertain";
      case Quality.BAD -> "bad";
      case Quality.BAD_NO_DATA -> "no_data";
      case Quality.BAD_NO_COMMUNICATION -> "no_communication";
      default -> "0x" + Integer.toHexString(quality);
    };
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}

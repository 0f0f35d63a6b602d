package io.penstock.pipelines.simulate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the ledger: one JSON object per line and entry.
 *
 * <ul>
 *   <li>{@code source}, {@code file}, {@code line}: where the message is; {@code line} from 1 on.
 *   <li>{@code address}, {@code asset}, {@code metric}: the series; the last two are empty where
 *       the catalogue has none. {@code message} is true, and they are those of the first reading,
 *       where a whole message is lost; {@code carried} is the number of its readings.
 *   <li>{@code event}: true event time, microseconds UTC; {@code ingest} where the message tells
 *       it.
 *   <li>{@code sent}, {@code unit}: the value and its unit exactly as sent, in UCUM.
 *   <li>{@code value}: numbers in the engineering unit after scale and offset, to six decimals;
 *       booleans; texts; null for "no value".
 *   <li>{@code quality}: the StatusCode as decoded, unsigned, before the range check.
 *   <li>{@code fate}: under {@code as-live}; {@code fate_ignore}: under {@code ignore}, where it
 *       differs; {@code reason} where quarantined.
 * </ul>
 */
final class LedgerWriter implements AutoCloseable {
  private static final int FLUSH_BYTES = 1 << 16;
  private static final int DECIMALS = 6;
  private static final double SCALE = 1e6;

  private final OutputStream out;
  private final ByteText text = new ByteText(2 * FLUSH_BYTES);

  LedgerWriter(Path file) throws IOException {
    out = new FastGzip(Files.newOutputStream(file));
  }

  /** The ledger is large and repeats itself: the fastest level gives a twelfth already. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, FLUSH_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  void write(LedgerEntry entry) throws IOException {
    Message message = entry.message();
    Reading reading = entry.reading();
    Signal signal = reading.signal();
    text("{\"source\":\"", message.device().source().planName());
    text("\",\"file\":\"", entry.file());
    text.ascii("\",\"line\":").number(entry.line());
    text(",\"address\":\"", signal.address());
    text("\",\"asset\":\"", signal.asset());
    text("\",\"metric\":\"", signal.metric());
    text.one('"');
    if (entry.isMessage()) {
      text.ascii(",\"message\":true,\"carried\":").number(entry.carried());
    }
    text.ascii(",\"event\":").number(reading.eventMicros());
    if (message.tellsIngest()) {
      text.ascii(",\"ingest\":").number(message.ingestMicros());
    }
    value(reading);
    text.ascii(",\"quality\":").number(Integer.toUnsignedLong(entry.quality()));
    fate(entry);
    text.ascii("}\n");
    if (text.length() >= FLUSH_BYTES) {
      flush();
    }
  }

  private void value(Reading reading) {
    Sent sent = reading.sent();
    switch (sent.kind()) {
      case NUMBER -> {
        sent.append(text.ascii(",\"sent\":\""), '.');
        text("\",\"unit\":\"", reading.unit());
        double value = reading.signal().engineering(sent, reading.eventMicros());
        text.ascii("\",\"value\":").decimal(Math.round(value * SCALE), DECIMALS, '.');
      }
      case BOOLEAN -> sent.append(text.ascii(",\"value\":"), '.');
      case TEXT -> text.ascii(",\"value\":\"").ascii(sent.text()).one('"');
      case NONE -> text.ascii(",\"value\":null");
    }
  }

  private void fate(LedgerEntry entry) {
    Fate asLive = entry.fateAsLive();
    Fate ignoring = entry.fateIgnoringLateness();
    text(",\"fate\":\"", asLive.code());
    if (ignoring != asLive) {
      text("\",\"fate_ignore\":\"", ignoring.code());
    }
    entry.reason().ifPresent(reason -> text("\",\"reason\":\"", reason.code()));
    text.one('"');
  }

  private void text(String before, String value) {
    text.ascii(before).ascii(value);
  }

  private void flush() throws IOException {
    text.writeTo(out);
    text.truncate(0);
  }

  @Override
  public void close() throws IOException {
    flush();
    out.close();
  }
}

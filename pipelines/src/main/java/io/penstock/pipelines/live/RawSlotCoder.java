package io.penstock.pipelines.live;

import io.penstock.io.raw.RawSlot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;

/**
 * A {@link RawSlot}: version 1, source, topic (UTF-8 with length), partition (varint), start (long,
 * big-endian). Deterministic, since it is the key of a {@code GroupByKey}.
 */
final class RawSlotCoder extends AtomicCoder<RawSlot> {
  private static final long serialVersionUID = 1;
  private static final int VERSION = 1;
  private static final RawSlotCoder INSTANCE = new RawSlotCoder();

  private RawSlotCoder() {}

  static RawSlotCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(RawSlot slot, OutputStream out) throws IOException {
    out.write(VERSION);
    StringUtf8Coder.of().encode(slot.source(), out);
    StringUtf8Coder.of().encode(slot.topic(), out);
    VarIntCoder.of().encode(slot.partition(), out);
    BigEndianLongCoder.of().encode(slot.startMicros(), out);
  }

  @Override
  public RawSlot decode(InputStream in) throws IOException {
    int version = in.read();
    if (version != VERSION) {
      throw new CoderException("a raw slot has version " + version + ", expected " + VERSION);
    }
    return new RawSlot(
        StringUtf8Coder.of().decode(in),
        StringUtf8Coder.of().decode(in),
        VarIntCoder.of().decode(in),
        BigEndianLongCoder.of().decode(in));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

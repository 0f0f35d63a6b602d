package io.penstock.transforms.coders;

import io.penstock.core.tile.LaneSpan;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;

/**
 * A {@link LaneSpan} as 13 bytes: version 1, lane (int, big-endian), start (long, big-endian).
 * Deterministic, since it is the key of a {@code GroupByKey}.
 */
public final class LaneSpanCoder extends AtomicCoder<LaneSpan> {
  private static final long serialVersionUID = 1;
  private static final int VERSION = 1;
  private static final LaneSpanCoder INSTANCE = new LaneSpanCoder();

  private LaneSpanCoder() {}

  /** The coder. */
  public static LaneSpanCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(LaneSpan value, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeByte(VERSION);
    data.writeInt(value.lane());
    data.writeLong(value.startMicros());
  }

  @Override
  public LaneSpan decode(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    int version = data.readByte();
    if (version != VERSION) {
      throw new CoderException("a lane-span has version " + version + ", expected " + VERSION);
    }
    return new LaneSpan(data.readInt(), data.readLong());
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

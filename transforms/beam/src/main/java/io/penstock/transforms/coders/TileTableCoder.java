package io.penstock.transforms.coders;

import io.penstock.core.tile.TileTable;
import io.penstock.core.tile.TileTableCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;

/** A {@link TileTable} as {@link TileTableCodec} writes it, with its length in front. */
public final class TileTableCoder extends AtomicCoder<TileTable> {
  private static final long serialVersionUID = 1;
  private static final TileTableCoder INSTANCE = new TileTableCoder();

  private TileTableCoder() {}

  /** The coder. */
  public static TileTableCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(TileTable value, OutputStream out) throws IOException {
    ByteArrayCoder.of().encode(TileTableCodec.encode(value), out);
  }

  @Override
  public TileTable decode(InputStream in) throws IOException {
    return TileTableCodec.decode(ByteArrayCoder.of().decode(in));
  }

  @Override
  public void verifyDeterministic() {}
}

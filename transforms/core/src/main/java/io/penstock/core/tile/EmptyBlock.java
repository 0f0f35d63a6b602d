package io.penstock.core.tile;

import io.penstock.core.model.Catalogue;
import java.util.List;
import java.util.Map;

/**
 * A block without readings: its lane-span is to be computed like its neighbours, whether or not
 * anything else is in it.
 */
public final class EmptyBlock {
  private EmptyBlock() {}

  /** The block, encoded. */
  public static byte[] encode(int epoch) {
    SeriesTable none = new SeriesTable(Catalogue.of(List.of(), Map.of()));
    return new BlockBuilder(epoch, 0).encode(none, new BlockEntries());
  }
}

package io.penstock.pipelines.stores;

import io.penstock.core.tile.Offer;
import io.penstock.core.tile.TileTable;
import io.penstock.io.hot.SealedParts;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/** Seals each table of a stream: stores it, and then notes that it is. */
final class SealFn extends DoFn<TileTable, Void> {
  private static final long serialVersionUID = 1;

  private final Stores stores;
  private final int parts;
  private transient @Nullable BothStores open;

  SealFn(Stores stores, int parts) {
    this.stores = stores;
    this.parts = parts;
  }

  /** Opens the stores. */
  @Setup
  public void setup() throws IOException {
    open = BothStores.open(stores);
  }

  /** Seals one part of an archive period. */
  @ProcessElement
  public void processElement(@Element TileTable table)
      throws IOException, SQLException, InterruptedException {
    BothStores both = Objects.requireNonNull(open);
    if (!table.tiles().isEmpty()) {
      both.offer(table, Offer.SEALED);
    }
    new SealedParts(both.database(), table.plan())
        .put(table.spanStart(), table.dataset().name(), table.lane(), parts);
  }

  /** Closes the stores. */
  @Teardown
  public void teardown() {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}

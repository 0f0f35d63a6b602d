package io.penstock.pipelines.stores;

import io.penstock.core.tile.Offer;
import io.penstock.core.tile.TileTable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/** Offers each table of a bounded run to hot tables and archive, or tells what that would do. */
final class StoreTilesFn extends DoFn<TileTable, Void> {
  private static final long serialVersionUID = 1;

  private final Stores stores;
  private final Offer offer;
  private final Effect effect;
  private transient @Nullable BothStores open;

  /** Whether the stores are changed. */
  enum Effect {
    STORED,
    COUNTED
  }

  StoreTilesFn(Stores stores, Offer offer, Effect effect) {
    this.stores = stores;
    this.offer = offer;
    this.effect = effect;
  }

  /** Opens the stores. */
  @Setup
  public void setup() throws IOException {
    open = BothStores.open(stores);
  }

  /** Offers one table to both stores. */
  @ProcessElement
  public void processElement(@Element TileTable table)
      throws IOException, SQLException, InterruptedException {
    BothStores both = Objects.requireNonNull(open);
    switch (effect) {
      case STORED -> both.offer(table, offer);
      case COUNTED -> both.compare(table, offer);
    }
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

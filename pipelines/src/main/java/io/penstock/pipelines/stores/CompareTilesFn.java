package io.penstock.pipelines.stores;

import io.penstock.core.tile.Offer;
import io.penstock.core.tile.TileTable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/** Counts what each table would change in hot tables and archive, and changes nothing. */
final class CompareTilesFn extends DoFn<TileTable, Void> {
  private static final long serialVersionUID = 1;

  private final Stores stores;
  private final Offer.Authority authority;
  private transient @Nullable BothStores open;

  CompareTilesFn(Stores stores, Offer.Authority authority) {
    this.stores = stores;
    this.authority = authority;
  }

  /** Opens the stores. */
  @Setup
  public void setup() throws IOException {
    open = BothStores.open(stores);
  }

  /** Compares one table. */
  @ProcessElement
  public void processElement(@Element TileTable table)
      throws IOException, SQLException, InterruptedException {
    Objects.requireNonNull(open).compare(table, authority);
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

package io.penstock.runners.contract;

import io.penstock.core.tile.Offer;
import io.penstock.core.tile.TileTable;
import io.penstock.io.hot.HotConnection;
import io.penstock.io.hot.HotStore;
import java.sql.SQLException;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/** Offers tables to the hot tables alone, as the hot branch of a stream does. */
final class StoreHotFn extends DoFn<TileTable, Void> {
  private static final long serialVersionUID = 1;

  private final HotConnection connection;
  private final long archivePeriodMicros;
  private transient @Nullable HotStore hot;

  StoreHotFn(HotConnection connection, long archivePeriodMicros) {
    this.connection = connection;
    this.archivePeriodMicros = archivePeriodMicros;
  }

  /** Opens the store. */
  @Setup
  public void setup() {
    hot = HotStore.open(connection);
  }

  /** Offers one table. */
  @ProcessElement
  public void processElement(@Element TileTable table) throws SQLException, InterruptedException {
    Offer offer = new Offer(Offer.Stage.FINAL, Offer.Authority.BEST_EFFORT);
    Objects.requireNonNull(hot).write(table, offer, archivePeriodMicros);
  }

  /** Closes the store. */
  @Teardown
  public void teardown() {
    if (hot != null) {
      hot.close();
      hot = null;
    }
  }
}

package io.penstock.pipelines.stores;

import io.penstock.core.tile.Offer;
import io.penstock.core.tile.TileTable;
import io.penstock.io.hot.HotStore;
import io.penstock.io.hot.StoreOutcome;
import io.penstock.transforms.metrics.HotDelay;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.jspecify.annotations.Nullable;

/**
 * Writes the panes of a stream to the hot tables. The number of a pane says nothing, since it
 * starts again after a restore: evidence alone orders them. A span is one tile.
 */
final class StorePanesFn extends DoFn<TileTable, Void> {
  private static final long serialVersionUID = 1;

  private final Stores stores;
  private final Clock clock;
  private transient @Nullable HotStore hot;

  StorePanesFn(Stores stores, Clock clock) {
    this.stores = stores;
    this.clock = clock;
  }

  /** Opens the store. */
  @Setup
  public void setup() {
    hot = stores.openHot();
  }

  /** Offers one table. */
  @ProcessElement
  public void processElement(@Element TileTable table, PaneInfo pane)
      throws SQLException, InterruptedException {
    Offer.Stage stage =
        pane.getTiming() == PaneInfo.Timing.EARLY ? Offer.Stage.EARLY : Offer.Stage.ON_TIME;
    Offer offer = new Offer(stage, Offer.Authority.BEST_EFFORT);
    StoreOutcome outcome =
        Objects.requireNonNull(hot).write(table, offer, stores.plan().periodMicros());
    HotCounts.add(outcome);
    if (pane.getTiming() == PaneInfo.Timing.ON_TIME) {
      long endMillis = Math.floorDiv(table.spanStart() + table.spanMicros(), 1000);
      HotDelay.add(outcome.written() + outcome.replaced(), clock.millis() - endMillis);
    }
    RunProgress.stored(table.rows());
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

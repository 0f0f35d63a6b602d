package io.penstock.pipelines.stores;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.TileTable;
import io.penstock.io.archive.ArchiveReader;
import io.penstock.io.hot.AuditDifferences;
import io.penstock.io.hot.HotDatabase;
import io.penstock.pipelines.digest.PeriodCheck;
import io.penstock.transforms.coders.ShippedPlan;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/** Holds each table against the rows of both stores, and notes where they differ. */
final class CheckTilesFn extends DoFn<TileTable, Void> {
  private static final long serialVersionUID = 1;

  private final ShippedPlan shipped;
  private final Stores stores;
  private final String audit;
  private transient @Nullable HotDatabase database;
  private transient @Nullable PeriodCheck check;

  CheckTilesFn(Plan plan, Stores stores, String audit) {
    this.shipped = ShippedPlan.of(plan);
    this.stores = stores;
    this.audit = audit;
  }

  /** Opens the stores. */
  @Setup
  public void setup() throws IOException, SQLException, InterruptedException {
    HotDatabase opened = HotDatabase.open(stores.hot());
    database = opened;
    check = PeriodCheck.of(shipped.plan(), opened, new ArchiveReader(stores.archive().open()));
  }

  /** Checks one dataset of one shard in one period. */
  @ProcessElement
  public void processElement(@Element TileTable table)
      throws IOException, SQLException, InterruptedException {
    new AuditDifferences(Objects.requireNonNull(database), audit)
        .note(Objects.requireNonNull(check).differences(table));
    RunProgress.stored(table.rows());
  }

  /** Closes the stores. */
  @Teardown
  public void teardown() {
    if (database != null) {
      database.close();
      database = null;
    }
  }
}

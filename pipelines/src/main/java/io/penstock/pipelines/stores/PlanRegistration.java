package io.penstock.pipelines.stores;

import io.penstock.core.plan.Plan;
import io.penstock.core.plan.PlanFingerprint;
import io.penstock.core.plan.SemanticHash;
import io.penstock.core.plan.SourcePlan;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.HotSchema;
import io.penstock.io.hot.PlanRegistry;
import io.penstock.io.hot.RawBinding;
import io.penstock.io.raw.RawStore;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What every start does with the stores before anything is written. */
public final class PlanRegistration {
  private PlanRegistration() {}

  /**
   * Brings the schema up to date, registers a plan with everything it will write, and ties its rows
   * to its raw archive.
   *
   * @throws io.penstock.io.hot.PlanRefused when the stores belong to another plan or epoch
   * @throws io.penstock.io.hot.SchemaRefused when the schema is not current, and not this user's to
   *     change
   */
  public static void register(Plan plan, Stores stores)
      throws IOException, SQLException, InterruptedException {
    stores.check();
    stores.sweep();
    HotSchema.migrate(stores.hot());
    PlanFingerprint fingerprint = SemanticHash.of(plan);
    SortedMap<String, String> layout = new TreeMap<>();
    fingerprint.layout().forEach((key, value) -> layout.put(plan.name() + "/" + key, value));
    try (HotDatabase database = HotDatabase.open(stores.hot())) {
      new PlanRegistry(database)
          .register(plan.name(), plan.epoch(), fingerprint.parts(), layout, assets(plan));
      RawStore raw = stores.openRaw();
      new RawBinding(database).bind(plan.name(), raw.id(), raw.location());
    }
  }

  /** Every asset that a plan may write. */
  public static Set<String> assets(Plan plan) {
    Set<String> assets = new TreeSet<>();
    plan.catalogue().series().forEach(series -> assets.add(series.asset()));
    for (SourcePlan source : plan.sources()) {
      if (source.unknown().accepts()) {
        assets.add(source.unknown().asset());
      }
    }
    return assets;
  }
}

package io.penstock.runners.direct;

import io.penstock.pipelines.bounded.BoundedMain;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.GivenOptions;
import io.penstock.pipelines.plan.PlanInvalid;
import java.io.IOException;
import java.sql.SQLException;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;

/** Runs a plan in this process. */
public final class DirectMain {
  private DirectMain() {}

  /** Runs a plan; see {@link BoundedOptions}. */
  public static void main(String[] args)
      throws PlanInvalid, IOException, SQLException, InterruptedException {
    BoundedMain.run(args, DirectMain::setDefaults);
  }

  /**
   * The DirectRunner's checks encode and compare every element before and after each step. The
   * contract suite runs with them; a user's data is too large for that.
   */
  static void setDefaults(BoundedOptions options, GivenOptions given) {
    options.setRunner(DirectRunner.class);
    DirectOptions direct = options.as(DirectOptions.class);
    given.orElse("enforceEncodability", () -> direct.setEnforceEncodability(false));
    given.orElse("enforceImmutability", () -> direct.setEnforceImmutability(false));
    given.orElse(
        "targetParallelism",
        () -> direct.setTargetParallelism(Math.max(2, Runtime.getRuntime().availableProcessors())));
  }
}

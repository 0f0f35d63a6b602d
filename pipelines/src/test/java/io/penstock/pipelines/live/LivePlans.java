package io.penstock.pipelines.live;

import io.penstock.core.plan.Plan;
import io.penstock.pipelines.plan.PlanInvalid;
import io.penstock.pipelines.plan.PlanReader;
import java.nio.file.Path;
import java.util.Objects;

/** The plan of the live suites. */
final class LivePlans {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("penstock.root")));

  private LivePlans() {}

  /** 10 s and 20 s tiles, 20 s periods, allowed lateness 15 s. */
  static Plan small() throws PlanInvalid {
    return PlanReader.create().read(ROOT.resolve("testdata/live/plan.yaml"));
  }
}

package io.penstock.pipelines.live;

import io.penstock.core.plan.Plan;
import io.penstock.pipelines.plan.PlanInvalid;
import io.penstock.pipelines.plan.PlanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The plan of the live suites. */
public final class LivePlans {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("penstock.root")));

  private LivePlans() {}

  /** 10 s and 20 s tiles, 20 s periods, allowed lateness 15 s. */
  static Plan small() throws PlanInvalid {
    return PlanReader.create().read(ROOT.resolve("testdata/live/plan.yaml"));
  }

  /** The file of the same plan in a folder of its own, with something of it changed. */
  public static Path changed(Path folder, UnaryOperator<String> change) throws IOException {
    Path small = ROOT.resolve("testdata/live");
    Files.copy(small.resolve("catalogue.csv"), folder.resolve("catalogue.csv"));
    String text = Files.readString(small.resolve("plan.yaml"));
    return Files.writeString(folder.resolve("plan.yaml"), change.apply(text));
  }
}

package io.penstock.runners.contract;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.BoundedRun;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.digest.StoreDigests;
import io.penstock.pipelines.plan.PlanInvalid;
import io.penstock.pipelines.simulate.SimulationSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the laws of every engine start from: a simulated plant, and the stores of one undisturbed
 * run of it on the engine.
 *
 * <p>Each runner's test class extends one set of laws and says by {@link #configure} how its engine
 * is set up.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EngineLaws {
  private Path folder;
  private Plant plant;
  private SimulationSummary summary;
  private Site undisturbed;
  private RunReport report;

  /** For the runners' test classes. */
  protected EngineLaws() {}

  /** Sets the engine and what it needs. */
  protected abstract void configure(BoundedOptions options);

  /** Simulates the plant and runs it once. */
  @BeforeAll
  void runUndisturbed(@TempDir Path temporary) throws Exception {
    folder = temporary;
    Plant.Simulated simulated = Plant.simulate(temporary.resolve("plant"));
    plant = simulated.plant();
    summary = simulated.summary();
    undisturbed = freshSite();
    report = run(undisturbed, plant);
  }

  final Plant plant() {
    return plant;
  }

  /** The plant's plan. */
  protected final Plan plan() throws IOException, PlanInvalid {
    return plant.plan();
  }

  /** What a run over the plant has to count. */
  final SimulationSummary summary() {
    return summary;
  }

  /** The stores of the undisturbed run: for reading alone. */
  protected final Site undisturbed() {
    return undisturbed;
  }

  /** What the undisturbed run did. */
  final RunReport report() {
    return report;
  }

  /** What the undisturbed run stored. */
  protected final StoreDigests undisturbedDigests() throws IOException, SQLException, PlanInvalid {
    return undisturbed.digests(plan());
  }

  /** Stores that nothing has been written to. */
  protected final Site freshSite() throws IOException, SQLException {
    return Site.fresh(folder);
  }

  /** An empty folder that is removed when the tests are done. */
  protected final Path freshFolder() throws IOException {
    return Files.createTempDirectory(folder, "variant");
  }

  /** The engine's options for a plant and its stores. */
  final BoundedOptions options(Site site, Plant of) {
    BoundedOptions options = PipelineOptionsFactory.create().as(BoundedOptions.class);
    configure(options);
    options.setPlan(of.planFile().toString());
    options.setOut(site.out().toString());
    options.setHot(site.connectionFile().toString());
    options.setInput(of.inputs());
    return options;
  }

  /** The plant and its stores as arguments of an engine's {@code main}. */
  protected final List<String> arguments(Site site) {
    return List.of(
        "--plan=" + plant.planFile(),
        "--out=" + site.out(),
        "--hot=" + site.connectionFile(),
        "--input=" + String.join(",", plant.inputs()));
  }

  final RunReport run(Site site, Plant of)
      throws PlanInvalid, IOException, SQLException, InterruptedException {
    return run(site, of, options -> {});
  }

  final RunReport run(Site site, Plant of, Lateness lateness)
      throws PlanInvalid, IOException, SQLException, InterruptedException {
    return run(site, of, options -> options.setLateness(lateness));
  }

  final RunReport run(Site site, Plant of, Consumer<BoundedOptions> more)
      throws PlanInvalid, IOException, SQLException, InterruptedException {
    BoundedOptions options = options(site, of);
    more.accept(options);
    return BoundedRun.run(options);
  }
}

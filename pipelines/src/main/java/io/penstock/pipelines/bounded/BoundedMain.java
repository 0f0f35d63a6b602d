package io.penstock.pipelines.bounded;

import io.penstock.io.hot.PlanRefused;
import io.penstock.io.hot.SchemaRefused;
import io.penstock.pipelines.plan.PlanInvalid;
import java.io.IOException;
import java.sql.SQLException;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.PipelineOptionsValidator;

/**
 * What every engine's {@code main} does: read the options, set the engine's defaults, run.
 *
 * <p>It ends by returning or by throwing and never by {@code System.exit}, which engines that host
 * {@code main} forbid.
 */
public final class BoundedMain {
  private BoundedMain() {}

  /**
   * Runs.
   *
   * @param defaults sets the engine and what it needs, without overriding the command line
   */
  public static void run(String[] args, BiConsumer<BoundedOptions, GivenOptions> defaults)
      throws PlanInvalid, IOException, SQLException, InterruptedException {
    run(args, defaults, JobListener.NONE);
  }

  /** The same; a listener hears of each job when it begins. */
  public static void run(
      String[] args, BiConsumer<BoundedOptions, GivenOptions> defaults, JobListener listener)
      throws PlanInvalid, IOException, SQLException, InterruptedException {
    Thread.currentThread().setUncaughtExceptionHandler((thread, fault) -> explain(fault));
    PipelineOptionsFactory.register(BoundedOptions.class);
    BoundedOptions options = PipelineOptionsFactory.fromArgs(args).as(BoundedOptions.class);
    // Validated only now: without its engine's runner the options would be refused.
    defaults.accept(options, GivenOptions.of(args));
    PipelineOptionsValidator.validate(BoundedOptions.class, options);
    BoundedRun.run(options, listener);
  }

  /** A mistake of the user is told in words; anything else with its stack. */
  public static void explain(Throwable fault) {
    if (fault instanceof PlanInvalid
        || fault instanceof PlanRefused
        || fault instanceof SchemaRefused
        || fault instanceof IllegalArgumentException
        || fault instanceof IOException) {
      System.err.println("penstock: " + fault.getMessage());
    } else {
      fault.printStackTrace();
    }
  }
}

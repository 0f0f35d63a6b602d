package io.penstock.runners.launcher;

import io.penstock.core.plan.Plan;
import io.penstock.core.time.Micros;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.plan.PlanReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock backfill}. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    description = {
      "Computes a range of event time again from the raw archive, with the plan as it is now, slice"
          + " by slice. May run beside the live stream: the stores keep the more complete result.",
      "A backfill that was killed goes on where it was when it is started again."
    })
final class BackfillCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--plan", required = true, description = "The plan (YAML).")
  private Path plan;

  @Option(
      names = "--from",
      required = true,
      description = "Start of event time, such as 2026-01-31T00:00:00Z.")
  private Instant from;

  @Option(names = "--to", required = true, description = "End of event time, exclusive.")
  private Instant to;

  @Option(
      names = "--slice",
      defaultValue = "P1D",
      description =
          "How much one job computes, as an ISO 8601 duration: a multiple of the archive period"
              + " (default: ${DEFAULT-VALUE}).")
  private Duration slice;

  @Option(
      names = "--source",
      defaultValue = "RAW",
      description =
          "What is computed from: raw, the raw archive as it is; files, which lands the plan's own"
              + " input files first; or kafka, which lands what the topics have since --from and the"
              + " raw archive lacks, and fills its gaps (default: ${DEFAULT-VALUE}).")
  private BoundedOptions.From source;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "ASSET",
      description =
          "Computes these assets alone, and the others of their archive shards. Default: all.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--allow-incomplete",
      description = "Goes on where the raw archive has gaps; nothing more complete is replaced.")
  private boolean allowIncomplete;

  @Option(names = "--dry-run", description = "Tells what would be written, and changes nothing.")
  private boolean dryRun;

  @Option(
      names = "--runner",
      defaultValue = "SPARK",
      description = "Engine: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Engine runner;

  @Mixin private HotOption hot;

  @Mixin private LatenessOption lateness;

  @Parameters(
      arity = "0..*",
      paramLabel = "ENGINE_OPTION",
      description =
          "Options of the engine, after --, such as --sparkMaster=local[8]. A cluster takes the jar"
              + " for spark-submit: see the README.")
  private List<String> engineOptions = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Plan read = PlanReader.create().read(plan);
    BackfillRange range = BackfillRange.of(from, to, read.archive().periodMicros(), Instant.now());
    PrintWriter out = spec.commandLine().getOut();
    out.printf("backfill from %s to %s, %s at a time%n", range.from(), range.to(), slice);
    out.flush();
    List<String> extra = new ArrayList<>(engineOptions);
    extra.add("--from=" + source);
    extra.add("--recompute=" + RecomputeOption.range(range.from(), range.to()));
    if (!only.isEmpty()) {
      extra.add("--only=" + String.join(",", only));
    }
    if (dryRun) {
      extra.add("--sink=" + BoundedOptions.Sink.COMPARE);
    } else {
      extra.add("--slice=" + slice);
      extra.add("--allowIncomplete=" + allowIncomplete);
    }
    RunReport report =
        hot.withExisting(
            (connection, file) ->
                new EngineProcess(
                        runner, plan, hot.output(), file, List.of(), lateness.value(), extra)
                    .run());
    Summary.print(report, out);
    if (dryRun) {
      out.println(
          "\nthis was a dry run: written and replaced is what would be; nothing was changed");
    }
    return 0;
  }

  /** A range of whole archive periods. */
  record BackfillRange(Instant from, Instant to) {
    /**
     * Rounds a range out to archive periods.
     *
     * @throws IllegalArgumentException when it is empty or in the future
     */
    static BackfillRange of(Instant from, Instant to, long periodMicros, Instant now) {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException(
            "--to must be after --from " + from + ", but was: " + to);
      }
      if (from.isAfter(now)) {
        throw new IllegalArgumentException("--from must not be in the future, but was: " + from);
      }
      long first = Math.floorDiv(Micros.of(from), periodMicros);
      long last = -Math.floorDiv(-Micros.of(to), periodMicros);
      return new BackfillRange(
          Micros.instant(first * periodMicros), Micros.instant(last * periodMicros));
    }
  }
}

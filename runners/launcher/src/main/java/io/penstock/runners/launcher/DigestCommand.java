package io.penstock.runners.launcher;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.TableDigest;
import io.penstock.pipelines.digest.StoreDigests;
import io.penstock.pipelines.plan.PlanReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock digest}. */
@Command(
    name = "digest",
    mixinStandardHelpOptions = true,
    description =
        "Prints a logical digest per table and dataset: equal digests mean equal rows, bit"
            + " for bit. Ends with 1 when hot tables and archive differ.")
final class DigestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--plan", required = true, description = "The plan (YAML).")
  private Path plan;

  @Mixin private HotOption hot;

  @Override
  public Integer call() throws Exception {
    Plan checked = PlanReader.create().read(plan);
    StoreDigests digests =
        hot.withExisting(
            (connection, file) -> StoreDigests.of(checked, connection, hot.output().root()));
    print(digests, spec.commandLine().getOut());
    return digests.storesAgree() ? 0 : 1;
  }

  static void print(StoreDigests digests, PrintWriter out) {
    print("hot", digests.hot(), out);
    print("archive", digests.archive(), out);
    out.println(
        digests.storesAgree()
            ? "hot tables and archive hold the same rows"
            : "hot tables and archive DIFFER");
    out.flush();
  }

  private static void print(String store, Map<String, TableDigest> digests, PrintWriter out) {
    digests.forEach(
        (dataset, digest) ->
            out.printf("%-8s %-20s %12d rows  %s%n", store, dataset, digest.rows(), digest.hex()));
  }
}

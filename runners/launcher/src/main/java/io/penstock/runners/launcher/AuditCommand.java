package io.penstock.runners.launcher;

import io.penstock.core.decode.Lateness;
import io.penstock.io.object.ObjectRoot;
import io.penstock.pipelines.audit.AuditReport;
import io.penstock.pipelines.simulate.PlantSimulation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock audit}. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = {
      "Holds the ledger of what was sent against raw archive, hot tables, archive and quarantine of"
          + " a live stream: nothing missing, nothing invented, every fate explained.",
      "Computes everything again from a copy of the raw archive, in stores of its own. Names every"
          + " difference, and ends with 1 if there is one."
    })
final class AuditCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--plan", required = true, description = "The plan (YAML).")
  private Path plan;

  @Option(
      names = "--ledger",
      required = true,
      description =
          "Ledger of the messages, messages.ndjson.gz, or the folder that penstock simulate --mqtt"
              + " has written it to.")
  private Path ledger;

  @Option(
      names = "--reconciled",
      description =
          "The stores were reconciled: late readings are in, and no period is marked for them.")
  private boolean reconciled;

  @Option(
      names = "--runner",
      defaultValue = "DIRECT",
      description = "Engine that computes again: ${COMPLETION-CANDIDATES} (default: DIRECT).")
  private Engine runner;

  @Mixin private HotOption hot;

  @Override
  public Integer call() throws Exception {
    Path messages = Files.isDirectory(ledger) ? ledger.resolve(PlantSimulation.MESSAGES) : ledger;
    AuditReport report =
        hot.withExisting(
            (connection, file) ->
                new LiveAudit(runner, plan, gate(), messages, folder(), connection).run());
    LiveAudit.print(report, spec.commandLine().getOut());
    return report.isClean() ? 0 : 1;
  }

  private Lateness gate() {
    return reconciled ? Lateness.IGNORE : Lateness.AS_LIVE;
  }

  private Path folder() {
    String location = hot.output().location();
    if (ObjectRoot.isRemote(location)) {
      throw new CommandFailed("an audit reads a folder, which " + location + " is not");
    }
    return Path.of(location);
  }
}

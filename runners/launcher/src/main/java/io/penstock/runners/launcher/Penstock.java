package io.penstock.runners.launcher;

import io.penstock.io.hot.PlanRefused;
import io.penstock.io.hot.SchemaRefused;
import io.penstock.pipelines.plan.PlanInvalid;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code penstock} command. */
@Command(
    name = "penstock",
    mixinStandardHelpOptions = true,
    version = "penstock 0.1.0-SNAPSHOT",
    description = "Clean industrial telemetry: the same answer on every engine, bit for bit.",
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      BackfillCommand.class,
      ReconcileCommand.class,
      PruneCommand.class,
      LiveCommand.class,
      CoverageCommand.class,
      AuditCommand.class,
      CheckCommand.class,
      SimulateCommand.class,
      BridgeCommand.class,
      ParityCommand.class,
      DigestCommand.class,
      SqlCommand.class,
      MigrateCommand.class,
      QuarantineCommand.class,
      ImageContextCommand.class
    })
public final class Penstock {
  private Penstock() {}

  /** Runs a command and ends with its exit code: 0 done, 1 failed, 2 wrong use. */
  public static void main(String[] args) {
    System.exit(line().execute(args));
  }

  /** The command, ready to be executed. */
  static CommandLine line() {
    CommandLine line = new CommandLine(new Penstock());
    line.setExecutionExceptionHandler(
        (fault, command, parsed) -> {
          explain(fault, command);
          return command.getCommandSpec().exitCodeOnExecutionException();
        });
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }

  /** A mistake of the user is told in words; anything else with its stack. */
  private static void explain(Exception fault, CommandLine command) {
    if (fault instanceof PlanInvalid
        || fault instanceof PlanRefused
        || fault instanceof SchemaRefused
        || fault instanceof CommandFailed
        || fault instanceof IllegalArgumentException
        || fault instanceof IOException) {
      command.getErr().println("penstock: " + fault.getMessage());
    } else {
      fault.printStackTrace(command.getErr());
    }
  }
}

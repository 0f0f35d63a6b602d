package io.penstock.runners.launcher;

import io.penstock.pipelines.migrate.Migrating;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock migrate}. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description = {
      "Brings the schema of the hot tables up to date, and applies what TimescaleDB adds where it is"
          + " installed. Run it as the role that owns the tables, before programs of a new version"
          + " start as one that only writes.",
      "Done again it changes nothing; rights are neither given nor taken."
    })
final class MigrateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--hot",
      required = true,
      paramLabel = "FILE",
      description = "Connection file of the tables' owner (url, user, passwordFile).")
  private Path hot;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Migrating.run(hot).forEach(out::println);
    out.flush();
    return 0;
  }
}

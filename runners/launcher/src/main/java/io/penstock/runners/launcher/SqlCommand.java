package io.penstock.runners.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock sql}. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = "Queries the hot tables of an output folder; starts its PostgreSQL for that.")
final class SqlCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private HotOption hot;

  @Parameters(description = "The query, such as: select * from latest")
  private String query;

  @Override
  public Integer call() throws Exception {
    hot.withExisting(
        (connection, file) -> {
          QueryResult.print(connection, query, spec.commandLine().getOut());
          return 0;
        });
    return 0;
  }
}

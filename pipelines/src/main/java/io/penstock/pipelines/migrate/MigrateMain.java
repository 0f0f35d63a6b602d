package io.penstock.pipelines.migrate;

import io.penstock.io.hot.SchemaRefused;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code penstock migrate} for places that have a jar of an engine and no launcher: {@code java -cp
 * JAR io.penstock.pipelines.migrate.MigrateMain --hot=FILE}. It ends with 0 when the schema is up
 * to date, 1 when it is not, and 2 when it is used in a wrong way.
 */
public final class MigrateMain {
  private static final String HOT = "--hot=";
  private static final String USAGE =
      """
      usage: java -cp JAR io.penstock.pipelines.migrate.MigrateMain --hot=FILE
      Brings the schema of the hot tables up to date. FILE is a connection file (url, user,
      passwordFile) of the role that owns the tables. Done again it changes nothing.""";

  private MigrateMain() {}

  /** Migrates, and ends the process. */
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out, System.err));
  }

  /** Migrates, and gives the exit code. */
  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.contains("--help")) {
      out.println(USAGE);
      return 0;
    }
    if (arguments.size() != 1 || !arguments.get(0).startsWith(HOT)) {
      err.println("penstock: must be given one --hot=FILE, but was: " + arguments);
      err.println(USAGE);
      return 2;
    }
    try {
      Migrating.run(Path.of(arguments.get(0).substring(HOT.length()))).forEach(out::println);
      return 0;
    } catch (IOException | UncheckedIOException | SchemaRefused | IllegalArgumentException e) {
      err.println("penstock: " + e.getMessage());
      return 1;
    }
  }
}

package io.penstock.runners.direct;

import io.penstock.core.SharedData;
import io.penstock.core.plan.Plan;
import io.penstock.io.hot.HotConnection;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.BoundedRun;
import io.penstock.pipelines.bounded.GivenOptions;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.digest.StoreDigests;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.pipelines.stores.ConnectionFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * One of the plans in {@code testdata/plans/real}, run on the DirectRunner over the data set of the
 * same name, into stores of its own.
 */
final class RealRun {
  private final Path planFile;
  private final Path out;
  private final HotConnection hot;
  private final RunReport report;

  private RealRun(Path planFile, Path out, HotConnection hot, RunReport report) {
    this.planFile = planFile;
    this.out = out;
    this.hot = hot;
    this.report = report;
  }

  /** Runs a plan over the whole data set and stores nothing: for counts alone. */
  static RunReport count(String dataSet, Path out) throws Exception {
    return count(dataSet, out, inputs(dataSet));
  }

  /** Runs a plan over inputs and stores nothing. */
  static RunReport count(String dataSet, Path out, List<String> inputs) throws Exception {
    BoundedOptions options = options(dataSet, out, inputs);
    options.setSink(BoundedOptions.Sink.COUNT);
    return told(BoundedRun.run(options));
  }

  /** Runs a plan over inputs, as {@code --input} takes them, and stores the results. */
  static RealRun store(String dataSet, Path out, List<String> inputs) throws Exception {
    BoundedOptions options = options(dataSet, out, inputs);
    HotConnection hot = Server.INSTANCE.database(dataSet);
    Path connection = out.resolve("hot.properties");
    ConnectionFile.write(hot, connection);
    options.setHot(connection.toString());
    return new RealRun(planFile(dataSet), out, hot, told(BoundedRun.run(options)));
  }

  /** Every source of a plan, reading the shared data wherever that is; skips when it is absent. */
  static List<String> inputs(String dataSet) throws Exception {
    return SharedData.inputs(PlanReader.create().read(planFile(dataSet)));
  }

  /** The plan of a data set. */
  static Path planFile(String dataSet) {
    return Path.of(System.getProperty("penstock.root", ""))
        .resolve("testdata/plans/real/" + dataSet + "/plan.yaml");
  }

  RunReport report() {
    return report;
  }

  /** Both stores' digests. */
  StoreDigests digests() throws Exception {
    Plan plan = PlanReader.create().read(planFile);
    return StoreDigests.of(plan, hot, out);
  }

  /** Rows of a query over the hot tables, their fields joined by a bar. */
  List<String> query(String sql) throws SQLException {
    try (Connection jdbc = DriverManager.getConnection(hot.url(), hot.user(), "");
        Statement statement = jdbc.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> fields = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          fields.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", fields));
      }
      return rows;
    }
  }

  /** The fates of a source's readings: admitted, duplicate, conflict lost, quarantined. */
  static List<Long> fates(RunReport report, String source) {
    SortedMap<String, Long> counts = report.sources().getOrDefault(source, new TreeMap<>());
    return List.of(
        counts.getOrDefault("readings_admitted", 0L),
        counts.getOrDefault("readings_duplicated", 0L),
        counts.getOrDefault("readings_conflicted", 0L),
        counts.getOrDefault("readings_quarantined", 0L));
  }

  private static BoundedOptions options(String dataSet, Path out, List<String> inputs)
      throws IOException {
    Files.createDirectories(out);
    BoundedOptions options = PipelineOptionsFactory.as(BoundedOptions.class);
    DirectMain.setDefaults(options, GivenOptions.NONE);
    options.setPlan(planFile(dataSet).toString());
    options.setOut(out.toString());
    options.setInput(inputs);
    return options;
  }

  /** Shows the counts, which is what these plans are for. */
  private static RunReport told(RunReport report) {
    System.out.printf("%s: %.1f s%n", report.plan(), report.seconds());
    report
        .sources()
        .keySet()
        .forEach(
            source ->
                System.out.printf(
                    "  %-28s admitted, duplicate, conflict, quarantined: %s%n",
                    source, fates(report, source)));
    return report;
  }

  /** A PostgreSQL for all runs of this process; it ends with the process. */
  private static final class Server {
    static final Server INSTANCE = new Server();

    private final EmbeddedPostgres postgres;
    private int databases;

    private Server() {
      try {
        postgres = EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL did not start", e);
      }
    }

    HotConnection database(String dataSet) throws SQLException {
      databases++;
      String name = dataSet + "_" + databases;
      try (Connection jdbc = postgres.getPostgresDatabase().getConnection();
          Statement statement = jdbc.createStatement()) {
        statement.execute("create database " + name);
      }
      return HotConnection.trusted(postgres.getJdbcUrl("postgres", name), "postgres");
    }
  }
}

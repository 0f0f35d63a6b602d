package io.penstock.pipelines.live;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.io.hot.HotConnection;
import io.penstock.io.object.ObjectRoot;
import io.penstock.io.raw.RawSlotFooter;
import io.penstock.io.raw.RawSlots;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.BoundedRun;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.digest.StoreDigests;
import io.penstock.pipelines.stores.ConnectionFile;
import io.penstock.pipelines.stores.PlanRegistration;
import io.penstock.pipelines.stores.Stores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Stores that nobody else uses: a folder, and a database in the one PostgreSQL of the JVM.
 *
 * @param out folder of raw archive and archive
 * @param hot the hot tables
 */
record TestSite(Path out, HotConnection hot) {
  private static final String USER = "postgres";
  private static final EmbeddedPostgres SERVER = server();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  static TestSite fresh(Path below) throws IOException, SQLException {
    String name = "site_" + DATABASES.incrementAndGet();
    try (Connection connection = connect(USER);
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    Path out = Files.createTempDirectory(below, "site");
    HotConnection hot = HotConnection.trusted(SERVER.getJdbcUrl(USER, name), USER);
    ConnectionFile.write(hot, out.resolve("hot.properties"));
    return new TestSite(out, hot);
  }

  /** What a stream of a plan writes to, with the plan registered. */
  LiveSettings settings(Plan plan) throws Exception {
    Stores stores = new Stores(ObjectRoot.folder(out.resolve(plan.name())), hot, plan.archive());
    PlanRegistration.register(plan, stores);
    return LiveSettings.whole(plan, stores);
  }

  /** The raw archive of a plan's streams. */
  RawSlots slots(Plan plan) throws IOException {
    return RawSlots.local(out.resolve(plan.name()));
  }

  /** Computes periods again from the raw archive. */
  RunReport recompute(Path plan, String periods, Lateness lateness) throws Exception {
    return recompute(plan, periods, lateness, UnaryOperator.identity());
  }

  /** The same with further options. */
  RunReport recompute(
      Path plan, String periods, Lateness lateness, UnaryOperator<BoundedOptions> more)
      throws Exception {
    BoundedOptions options = PipelineOptionsFactory.as(BoundedOptions.class);
    options.setRunner(DirectRunner.class);
    options.setPlan(plan.toString());
    options.setOut(out.toString());
    options.setHot(out.resolve("hot.properties").toString());
    options.setRecompute(periods);
    options.setLateness(lateness);
    return BoundedRun.run(more.apply(options));
  }

  StoreDigests digests(Plan plan) throws IOException, SQLException {
    return StoreDigests.of(plan, hot, out);
  }

  /** Gives another site the raw archive of a plan. */
  void copyRawTo(TestSite other, Plan plan) throws IOException {
    RawSlots to = other.slots(plan);
    for (RawSlotFooter footer : slots(plan).index()) {
      to.land(footer.slot(), slots(plan).read(footer.slot()), footer.epoch(), footer.events());
    }
  }

  /** Runs statements. */
  void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(hot.url(), hot.user(), "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query, their fields joined by bars. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(hot.url(), hot.user(), "");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (row.next()) {
        List<String> fields = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          fields.add(String.valueOf(row.getString(i)));
        }
        rows.add(String.join("|", fields));
      }
      return rows;
    }
  }

  private static Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(SERVER.getJdbcUrl(USER, database), USER, "");
  }

  private static EmbeddedPostgres server() {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("fsync", "off")
          .setServerConfig("synchronous_commit", "off")
          .start();
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL did not start", e);
    }
  }
}

package io.penstock.benchmarks.live;

import io.penstock.io.hot.HotConnection;
import io.penstock.io.raw.RawCoverage;
import io.penstock.io.raw.RawSlots;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Looks at the stores of a run from outside.
 *
 * @param hot the hot tables
 * @param out folder of raw archive and archive
 */
record StoredSums(HotConnection hot, Path out) {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final String COUNTED = "select coalesce(sum(count), 0) from features";
  private static final String UNSEALED =
      "select count(*) from tile_evidence where stage <> 'final'";
  private static final String FEATURES =
      "select count(*), sum(count), sum(mean), sum(min), sum(max), sum(std_samp), sum(rms),"
          + " sum(median), sum(q05), sum(q95), sum(slope_per_second) from features";
  private static final String MEASUREMENTS = "select count(*), sum(value) from measurements";

  /** Waits until all rows are there, and takes the time. */
  void awaitRows(Meter meter, long expected, Duration longest) throws Exception {
    try (Connection connection = connect()) {
      Meter.await("all rows", longest, LOOK, () -> row(connection, COUNTED)[0] >= expected);
    }
    meter.counted();
  }

  /** Waits until everything is sealed and landed, and takes the time. */
  void awaitSealed(Meter meter, long records, Duration longest) throws Exception {
    try (Connection connection = connect()) {
      Meter.await(
          "all sealed and landed",
          longest,
          LOOK,
          () -> row(connection, UNSEALED)[0] == 0 && landed() == records);
    }
    meter.sealed();
  }

  /** As {@link Totals#sums()}. */
  SortedMap<String, double[]> sums() throws SQLException {
    SortedMap<String, double[]> sums = new TreeMap<>();
    try (Connection connection = connect()) {
      sums.put(Totals.FEATURES, row(connection, FEATURES));
      sums.put(Totals.MEASUREMENTS, row(connection, MEASUREMENTS));
    }
    return sums;
  }

  private long landed() throws IOException {
    return RawCoverage.of(RawSlots.local(out.resolve("bench")).index()).stream()
        .mapToLong(RawCoverage::messages)
        .sum();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(hot.url(), hot.user(), "");
  }

  private static double[] row(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      found.next();
      double[] row = new double[found.getMetaData().getColumnCount()];
      for (int i = 0; i < row.length; i++) {
        row[i] = found.getDouble(i + 1);
      }
      return row;
    }
  }
}

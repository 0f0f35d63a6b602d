package io.penstock.runners.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.runners.contract.EngineLaws;
import io.penstock.testkit.process.JvmProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tools that know nothing of Penstock read the archive as a folder of Hive partitions: the rows are
 * those of the hot tables, to the bit, and only the files of the period asked for are opened. The
 * queries are those of docs/reading-the-archive.md.
 */
class ArchiveReadersTest extends EngineLaws {
  private static final String DATE = "2026-01-05";
  private static final String PERIOD = "060100";
  private static final String OF_THE_PERIOD =
      " from measurements where time >= '2026-01-05T06:01:00Z' and time < '2026-01-05T06:02:00Z'";

  @Override
  protected void configure(BoundedOptions options) {
    options.setRunner(DirectRunner.class);
  }

  @Test
  void duckDbReadsTheRowsOfTheHotTablesFromTheFilesOfTheirPeriod() throws Exception {
    String query = ReaderDoc.statements("DuckDB", archive(), DATE, PERIOD).get(0);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      assertHotRows(
          rows(
              statement,
              "select asset, metric, epoch_us(time), value, text, quality from (" + query + ")"));

      String plan = String.join("\n", texts(statement, "explain analyze " + query, 2));
      Matcher scanned = Pattern.compile("Scanning Files: (\\d+)/(\\d+)").matcher(plan);
      assertThat(scanned.find()).as(plan).isTrue();
      assertThat(scanned.group(1)).isEqualTo(Long.toString(files("period=" + PERIOD)));
      assertThat(scanned.group(2)).isEqualTo(Long.toString(files("")));
    }
  }

  @Test
  void sparkSqlReadsTheRowsOfTheHotTablesFromTheFilesOfTheirPeriod(@TempDir Path folder)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(ReaderDoc.statements("Spark SQL", archive(), DATE, PERIOD));
    Path told = folder.resolve("rows.txt");
    arguments.add(0, told.toString());
    SparkHome home = SparkHome.layOut();
    try (JvmProcess sql = home.startOwn("sql", folder, SqlMain.class, arguments)) {
      sql.awaitEnd();
      assertThat(sql.exitCode()).as(sql.lastLines()).isZero();
    }

    List<String> lines = Files.readAllLines(told);
    int end = lines.indexOf(SqlMain.PLAN);
    assertHotRows(lines.subList(0, end).stream().map(MeasurementRow::parse).toList());
    assertThat(String.join("\n", lines.subList(end, lines.size())))
        .containsPattern(
            "PartitionFilters: \\[.*date#\\d+ = " + DATE + ".*period#\\d+ = " + PERIOD + ".*\\]");
  }

  /** Numbers and texts, each null for the other; no NaN and no signed zero, in whatever store. */
  private void assertHotRows(List<MeasurementRow> read) throws Exception {
    List<MeasurementRow> hot;
    try (Connection connection = hot();
        Statement statement = connection.createStatement()) {
      hot =
          rows(
              statement,
              "select asset, metric, (extract(epoch from time) * 1000000)::bigint, value, text,"
                  + " quality"
                  + OF_THE_PERIOD
                  + " order by asset collate \"C\", metric collate \"C\", time");
    }
    assertThat(hot).hasSizeGreaterThan(1000);
    assertThat(hot.stream().filter(row -> row.bits() == null && row.text() != null)).isNotEmpty();
    assertThat(hot.stream().filter(row -> row.bits() != null && row.text() == null)).isNotEmpty();
    assertThat(hot.stream().filter(MeasurementRow::isOddNumber)).isEmpty();
    assertThat(read).isEqualTo(hot);
  }

  private Connection hot() throws SQLException {
    return DriverManager.getConnection(undisturbed().hot().url(), undisturbed().hot().user(), "");
  }

  private Path archive() throws Exception {
    return undisturbed().archive(plan());
  }

  /** How many objects of measurements have some words in their path. */
  private long files(String words) throws Exception {
    try (Stream<Path> files = Files.walk(archive().resolve("measurements"))) {
      return files
          .map(Path::toString)
          .filter(file -> file.endsWith(".parquet") && file.contains(words))
          .count();
    }
  }

  private static List<MeasurementRow> rows(Statement statement, String query) throws SQLException {
    List<MeasurementRow> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        rows.add(MeasurementRow.of(row));
      }
    }
    return rows;
  }

  private static List<String> texts(Statement statement, String query, int column)
      throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        texts.add(row.getString(column));
      }
    }
    return texts;
  }
}

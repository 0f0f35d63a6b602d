package io.penstock.runners.submit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Spark SQL in a process of its own: runs statements, and writes what the last one gives. */
public final class SqlMain {
  /** What comes before the plan in the file of results. */
  static final String PLAN = "-- plan";

  private SqlMain() {}

  /** Takes the file to write, and statements. */
  public static void main(String[] args) throws IOException {
    List<String> lines = new ArrayList<>();
    try (SparkSession session =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.datetime.java8API.enabled", "true")
            .config("spark.sql.shuffle.partitions", "1")
            .getOrCreate()) {
      Dataset<Row> result = session.emptyDataFrame();
      for (String statement : List.of(args).subList(1, args.length)) {
        result = session.sql(statement);
      }
      for (Row row : result.collectAsList()) {
        lines.add(line(row));
      }
      lines.add(PLAN);
      result.queryExecution().executedPlan().toString().lines().forEach(lines::add);
    }
    Files.write(Path.of(args[0]), lines, StandardCharsets.UTF_8);
  }

  private static String line(Row row) {
    Instant time = row.getInstant(2);
    return MeasurementRow.line(
        row.getString(0),
        row.getString(1),
        // Spark alone is on this program's class path.
        ChronoUnit.MICROS.between(Instant.EPOCH, time),
        row.isNullAt(3) ? null : row.getDouble(3),
        row.isNullAt(4) ? null : row.getString(4),
        row.getInt(5));
  }
}

package io.penstock.benchmarks.history;

import java.nio.charset.StandardCharsets;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** The work on Spark SQL, embedded: {@code SparkSqlMain RAW_FOLDER THREADS SPILL_FOLDER}. */
public final class SparkSqlMain {
  private SparkSqlMain() {}

  /** Runs it, and prints the answer. */
  public static void main(String[] args) {
    int threads = Integer.parseInt(args[1]);
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[" + threads + "]")
            .appName("history")
            .config("spark.ui.enabled", "false")
            .config("spark.local.dir", args[2])
            // The default of 200 is for clusters; adaptive execution joins what is small.
            .config("spark.sql.shuffle.partitions", 16L * threads)
            .getOrCreate()) {
      spark.sparkContext().setLogLevel("ERROR");
      parse(spark, args[0]);
      Work work =
          new Work(
              "select id, ts, value as v from lines",
              "max_by(v, ts)",
              "percentile(v, 0.5) as median, percentile(v, 0.05) as q05,"
                  + " percentile(v, 0.95) as q95");
      spark
          .sql(work.readings())
          .persist(StorageLevel.MEMORY_AND_DISK())
          .createOrReplaceTempView("readings");
      Answer.print(
          row(spark, work.admitted()),
          row(spark, work.measurements()),
          row(spark, work.features()));
    }
  }

  /**
   * The view {@code lines}. By Spark's reader of JSON, since {@code from_json} over exploded lines
   * parses a line once for each of its columns.
   */
  private static void parse(SparkSession spark, String raw) {
    FlatMapFunction<byte[], String> lines =
        payload ->
            new String(payload, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty())
                .iterator();
    spark
        .read()
        .schema("id string, ts bigint, value double")
        .json(
            spark
                .read()
                .option("recursiveFileLookup", "true")
                .parquet(raw)
                .select("payload")
                .as(Encoders.BINARY())
                .flatMap(lines, Encoders.STRING()))
        .createOrReplaceTempView("lines");
  }

  private static double[] row(SparkSession spark, String sql) {
    Row result = spark.sql(sql).first();
    double[] row = new double[result.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = ((Number) result.get(i)).doubleValue();
    }
    return row;
  }
}

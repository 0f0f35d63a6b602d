package io.penstock.benchmarks;

import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import io.penstock.core.tile.TableDigest;
import io.penstock.io.files.FileChunk;
import io.penstock.io.files.FileLimits;
import io.penstock.io.files.FileStamp;
import io.penstock.io.files.InputFiles;
import io.penstock.io.files.SourceFile;
import io.penstock.io.files.SourceFile.Packing;
import io.penstock.pipelines.plan.PlanInvalid;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.transforms.metrics.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * The floor of the benchmark: {@code FloorMain PLAN THREADS [digest]}. Prints its counts under the
 * names of the engines' counters, so that one script reads both.
 *
 * <p>Files are plain text: they are not hashed first, which a run that lands nothing has no use for
 * and the engines do all the same.
 */
public final class FloorMain {
  private FloorMain() {}

  /** Runs a plan's files. */
  public static void main(String[] args)
      throws PlanInvalid, IOException, InterruptedException, ExecutionException {
    if (args.length < 2) {
      throw new IllegalArgumentException("takes a plan, a number of threads, and perhaps 'digest'");
    }
    Plan plan = PlanReader.create().read(Path.of(args[0]));
    Floor.Check check = args.length > 2 ? Floor.Check.DIGEST : Floor.Check.COUNT;
    Floor floor = new Floor(plan, Integer.parseInt(args[1]), check);
    print(floor.run(chunks(plan)), check);
  }

  private static List<FileChunk> chunks(Plan plan) throws IOException {
    List<FileChunk> chunks = new ArrayList<>();
    for (SourcePlan source : plan.sources()) {
      for (Path path : InputFiles.find(source, Path.of(""))) {
        SourceFile file =
            new SourceFile(
                source.name(),
                path.toString(),
                path.toString(),
                FileStamp.of(path),
                "",
                Packing.PLAIN,
                source.format().framing(),
                source.format().headerLines());
        chunks.addAll(FileChunk.of(file, FileLimits.DEFAULT));
      }
    }
    return chunks;
  }

  private static void print(Floor.Totals totals, Floor.Check check) {
    print(Metric.READINGS_RECEIVED, totals.received());
    print(Metric.READINGS_ADMITTED, totals.admitted());
    print(Metric.READINGS_DUPLICATED, totals.duplicated());
    long measurements = totals.rows().getOrDefault(Plan.MEASUREMENTS, TableDigest.EMPTY).rows();
    long all = totals.rows().values().stream().mapToLong(TableDigest::rows).sum();
    print(Metric.MEASUREMENT_ROWS_COMPUTED, measurements);
    print(Metric.FEATURE_ROWS_COMPUTED, all - measurements);
    if (check == Floor.Check.DIGEST) {
      totals.rows().forEach((dataset, rows) -> System.out.println(dataset + " " + rows.hex()));
    }
  }

  private static void print(Metric metric, long value) {
    System.out.printf("\"%s\" : %d%n", metric.metricName(), value);
  }
}

package io.penstock.benchmarks.live;

import io.penstock.pipelines.simulate.BulkNdjson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that every measurement has. */
final class Setting {
  private static final int PERIOD_MILLIS = 100;

  @Option(
      names = "--partitions",
      defaultValue = "2",
      description = "Partitions with data, and parallelism (default: ${DEFAULT-VALUE}).")
  int partitions;

  @Option(
      names = "--heap",
      defaultValue = "3g",
      description = "Heap of every measured process (default: ${DEFAULT-VALUE}).")
  private String heap = "";

  @Option(names = "--jvm", description = "A flag more for every measured process; may be repeated.")
  private List<String> flags = List.of();

  @Option(
      names = "--penstock",
      description = "An option more for Penstock's pipeline alone; may be repeated.")
  private List<String> options = List.of();

  @Option(
      names = "--work",
      defaultValue = "benchmarks/stream/target/work",
      description = "Folder of topics, databases and logs (default: ${DEFAULT-VALUE}).")
  private Path work = Path.of("");

  /** The folder of everything. */
  Path work() {
    return work.toAbsolutePath();
  }

  /** Starts the servers in an empty folder. */
  Servers servers() throws IOException {
    Folders.delete(work());
    return Servers.start(work());
  }

  /** What measured processes are started with. */
  MeasuredProcess process() throws IOException {
    return new MeasuredProcess(heap, flags, Files.createDirectories(work().resolve("logs")));
  }

  /** Further options of Penstock's pipeline. */
  String options() {
    return String.join(" ", options);
  }

  /** Readings that begin in a second, of so many series as the rate needs at 10 Hz. */
  static BulkNdjson input(long lines, int rate) {
    int assets = Math.max(1, rate * PERIOD_MILLIS / 1000 / BulkNdjson.SERIES_PER_ASSET);
    return new BulkNdjson(lines, assets, PERIOD_MILLIS, Instant.now().plusSeconds(1), 1 << 20, 1);
  }
}

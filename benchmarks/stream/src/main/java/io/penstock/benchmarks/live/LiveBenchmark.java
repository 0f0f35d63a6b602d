package io.penstock.benchmarks.live;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code benchmarks/live}. */
@Command(
    name = "benchmarks/live",
    mixinStandardHelpOptions = true,
    subcommands = {ThroughputCommand.class, LatencyCommand.class, StateCommand.class},
    description = "Measures the live stream: a real broker, a real PostgreSQL, Flink with RocksDB.")
final class LiveBenchmark implements Callable<Integer> {
  @Override
  public Integer call() {
    CommandLine.usage(this, System.out);
    return 0;
  }

  /** Runs the benchmark. */
  public static void main(String[] args) {
    CommandLine command =
        new CommandLine(new LiveBenchmark())
            .registerConverter(
                Contender.class,
                text -> Contender.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_')));
    int exit = command.execute(args);
    // The broker leaves threads behind that are in no hurry.
    Runtime.getRuntime().halt(exit);
  }
}

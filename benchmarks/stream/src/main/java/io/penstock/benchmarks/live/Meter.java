package io.penstock.benchmarks.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import io.penstock.runners.flink.FlinkJob;
import io.penstock.runners.flink.JobPages;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobStatus;

/** Measures this process while it runs one job. Serves one thread. */
final class Meter {
  /** The line that says that the job runs. */
  static final String RUNNING = "the job runs";

  private static final Duration LOOK = Duration.ofMillis(50);
  private static final String RECEIVED = "penstock_readings_received";
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final SortedMap<Outcome.Figure, Double> figures = new TreeMap<>();
  private final long startedNanos = System.nanoTime();
  private final double startedCpu = cpuSeconds();

  /** A meter that starts now. */
  Meter() {}

  /** Tells whether something is so. */
  interface Condition {
    boolean holds() throws Exception;
  }

  /** Prints what a run comes to and ends the process, whatever threads the engine leaves. */
  static void exitAfter(Callable<Outcome> run) {
    int exit = 0;
    try {
      System.out.print(run.call().lines());
      System.out.flush();
    } catch (Exception e) {
      e.printStackTrace();
      exit = 1;
    }
    Runtime.getRuntime().halt(exit);
  }

  /** Waits; fails when it takes longer than {@code longest}. */
  static void await(String what, Duration longest, Duration look, Condition condition)
      throws Exception {
    long end = System.nanoTime() + longest.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "not within %d s: %s; readings in windows so far: %d"
                .formatted(longest.toSeconds(), what, Totals.counted()));
      }
      Thread.sleep(look.toMillis());
    }
  }

  /** Waits until a job runs: its tasks are about to start. */
  static void awaitRunning(Callable<JobStatus> status) throws Exception {
    await(
        "the job runs",
        Duration.ofSeconds(60),
        Duration.ofMillis(10),
        () -> status.call() == JobStatus.RUNNING);
    System.out.println(RUNNING);
  }

  /** Waits until that many readings are in windows that reached the sink, and takes the time. */
  void awaitCounted(long expected, Duration longest) throws Exception {
    await("all windows", longest, LOOK, () -> Totals.counted() >= expected);
    counted();
  }

  /** Takes the time at which the last window was in the sink. */
  void counted() {
    figures.put(Outcome.Figure.CPU, cpuSeconds() - startedCpu);
    figures.put(Outcome.Figure.CPU_WHOLE, cpuSeconds());
    figures.put(Outcome.Figure.WALL, (System.nanoTime() - startedNanos) / 1e9);
  }

  /** Takes the time at which everything was sealed. */
  void sealed() {
    figures.put(Outcome.Figure.CPU_SEALED, cpuSeconds() - startedCpu);
  }

  /**
   * Waits until the job has read that many readings and then made a whole checkpoint. Takes the
   * bytes of the state in it, and those that were written for it.
   */
  void awaitHeld(FlinkJob job, long lines, Duration longest) throws Exception {
    await(
        "all readings are read",
        longest,
        Duration.ofSeconds(1),
        () -> job.counters().sums(Set.of(RECEIVED)).getOrDefault(RECEIVED, 0L) >= lines);
    JsonNode before = job.pages().get("/checkpoints").path("counts");
    // One that was under way may not hold everything.
    long wanted = before.path("completed").asLong() + 2;
    await(
        "a checkpoint of everything",
        longest,
        Duration.ofSeconds(1),
        () -> job.pages().get("/checkpoints").path("counts").path("completed").asLong() >= wanted);
    JsonNode latest = job.pages().get("/checkpoints").path("latest").path("completed");
    put(Outcome.Figure.HELD_BYTES, latest.path("state_size"));
    put(Outcome.Figure.WRITTEN_BYTES, latest.path("checkpointed_size"));
  }

  /** The figures, and what the cluster tells of the job's checkpoints. */
  SortedMap<Outcome.Figure, Double> figures(JobPages pages)
      throws IOException, InterruptedException {
    JsonNode checkpoints = pages.get("/checkpoints");
    JsonNode summary = checkpoints.path("summary");
    put(Outcome.Figure.CHECKPOINTS, checkpoints.path("counts").path("completed"));
    put(Outcome.Figure.CHECKPOINTS_FAILED, checkpoints.path("counts").path("failed"));
    put(Outcome.Figure.STATE_BYTES, summary.path("state_size").path("max"));
    put(Outcome.Figure.CHECKPOINT_MILLIS, summary.path("end_to_end_duration").path("max"));
    figures.put(Outcome.Figure.RSS_MB, peakMegabytes());
    return figures;
  }

  private void put(Outcome.Figure figure, JsonNode value) {
    figures.put(figure, value.asDouble());
  }

  /** CPU seconds of this process so far. */
  static double cpuSeconds() {
    return SYSTEM.getProcessCpuTime() / 1e9;
  }

  /** The kernel's high-water mark of resident memory; 0 where there is no such page. */
  private static double peakMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
        .findFirst()
        .orElse(0);
  }
}

package io.penstock.runners.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.Lateness;
import io.penstock.runners.contract.PollingReader;
import io.penstock.runners.contract.Site;
import io.penstock.testkit.process.JvmProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Nothing breaks: somebody computes the stream's own hours again, on Spark, while it computes them.
 * The first backfill is killed between two slices, the second goes on and ends; readers of both
 * stores see nothing of it.
 */
final class BackfillBeside implements Fault {
  private static final Path SPARK =
      Path.of(Objects.requireNonNull(System.getProperty("penstock.root")), "runners/spark/target");
  private static final String MAIN = "io.penstock.runners.spark.SparkMain";
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "sun.nio.ch");
  private static final int LEAST_POLLS = 3;

  private int backfills;

  @Override
  public void strike(LiveSite site, Random random) throws Exception {
    try (PollingReader reader =
        PollingReader.start(new Site(site.out(), site.hot()), site.plan(), LEAST_POLLS)) {
      // Beside the stream it also lands what the stream has read and not landed yet.
      try (JvmProcess killed = backfill(site, "KAFKA")) {
        killed.await("slice " + (1 + random.nextInt(2)) + " of ");
        killed.kill();
      }
      try (JvmProcess whole = backfill(site, random.nextBoolean() ? "KAFKA" : "RAW")) {
        whole.awaitEnd();
        assertThat(whole.exitCode()).as("%s", whole.lastLines()).isZero();
      }
      reader.awaitPolls();
      assertThat(reader.stop()).isEmpty();
    }
  }

  private JvmProcess backfill(LiveSite site, String source) throws IOException {
    backfills++;
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    OPENED.forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
    command.addAll(List.of("-cp", jar().toString(), MAIN));
    command.addAll(
        List.of(
            "--plan=" + site.planFile(),
            "--out=" + site.out(),
            "--hot=" + site.hotFile(),
            "--from=" + source,
            "--allowIncomplete=true", // a landing that was killed is not whole
            "--recompute=2000-01-01T00:00:00Z/2100-01-01T00:00:00Z",
            "--slice=PT20S",
            "--lateness=" + Lateness.AS_LIVE,
            "--sparkMaster=local[2]"));
    return JvmProcess.start(
        "backfill-" + site.name() + "-" + backfills,
        site.folder().resolve("logs"),
        command,
        MAIN,
        Map.of());
  }

  private static Path jar() throws IOException {
    try (Stream<Path> jars = Files.list(SPARK)) {
      return jars.filter(jar -> jar.toString().endsWith("-all.jar"))
          .findAny()
          .orElseThrow(() -> new IOException("no jar for Spark in " + SPARK + ": build it first"));
    }
  }
}

package io.penstock.runners.faults;

import io.penstock.runners.flink.LiveMain;
import io.penstock.testkit.process.JvmProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * The product's own {@code penstock live} in a process: it submits the stream, and follows it.
 *
 * @param process the process
 * @param job the stream's job
 */
record LiveClient(JvmProcess process, String job) {
  private static final String SUBMITTED = "the stream is job ";
  private static final String STOPPED = "go on with --restore ";

  /**
   * Submits a stream, and waits until it is taken.
   *
   * @param how where it starts
   */
  static LiveClient submit(LiveSite site, String name, String how) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add("--plan=" + site.planFile());
    arguments.add("--out=" + site.out());
    arguments.add("--hot=" + site.hotFile());
    arguments.add("--flinkMaster=" + site.servers().flink().rest().address());
    arguments.add("--parallelism=" + Servers.PARTITIONS);
    arguments.add("--checkpointingInterval=2000");
    arguments.add("--filesToStage=" + nothing(site.folder().resolve("nothing.jar")));
    arguments.add(how);
    JvmProcess process =
        JvmProcess.start(name, site.servers().logs(), "512m", LiveMain.class.getName(), arguments);
    try {
      String line = process.await(SUBMITTED);
      String job = line.substring(line.indexOf(SUBMITTED) + SUBMITTED.length()).strip();
      return new LiveClient(process, job);
    } catch (Exception | Error e) {
      process.close();
      throw e;
    }
  }

  /** A jar to upload, since there must be one: the cluster has the classes. */
  private static Path nothing(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.finish();
    }
    return jar;
  }

  /** Interrupts it, as a user does, and returns the savepoint that it tells. */
  String stop() throws Exception {
    process.terminate();
    process.awaitEnd();
    String line = process.line(STOPPED).orElseThrow();
    return line.substring(line.indexOf(STOPPED) + STOPPED.length()).strip();
  }

  /** Ends the process alone; the stream goes on. */
  void kill() throws InterruptedException {
    process.kill();
  }
}

package io.penstock.runners.flink;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * A Flink cluster in this process, reached over its REST interface like any other, so that jobs are
 * submitted, stopped and restored one way only.
 */
public final class LocalCluster implements AutoCloseable {
  /** So that a stream can go back behind a checkpoint that turns out to be bad. */
  private static final int RETAINED_CHECKPOINTS = 3;

  private final MiniCluster cluster;
  private final URI address;
  private final Path nothing;

  private LocalCluster(MiniCluster cluster, URI address, Path nothing) {
    this.cluster = cluster;
    this.address = address;
    this.nothing = nothing;
  }

  /** Starts a cluster. */
  public static LocalCluster start(int slots) throws Exception {
    return start(slots, new Configuration());
  }

  /**
   * Starts a cluster.
   *
   * @param more settings beside the usual ones, or in place of them
   */
  static LocalCluster start(int slots, Configuration more) throws Exception {
    Configuration settings = new Configuration();
    settings.set(RestOptions.BIND_PORT, "0");
    settings.set(RestOptions.ADDRESS, "localhost");
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
    // The job's jar is this process's own: one copy of each class, so that both share what is
    // static.
    settings.set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first");
    settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED_CHECKPOINTS);
    // A whole archive period is in the state: only what is new goes into each checkpoint.
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    // A broker or a database that is away is waited for, longer each time, and never given up.
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    settings.addAll(more);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .withRandomPorts()
                .build());
    cluster.start();
    return new LocalCluster(cluster, restAddress(cluster), emptyJar());
  }

  private static Path emptyJar() throws IOException {
    Path jar = Files.createTempFile("penstock-nothing", ".jar");
    new JarOutputStream(Files.newOutputStream(jar), new Manifest()).close();
    return jar;
  }

  /**
   * Has the jobs of some options run here. The classes are here already: but told to upload
   * nothing, Beam uploads the whole class path, so it is given an empty jar.
   */
  public void take(FlinkPipelineOptions flink) {
    flink.setFlinkMaster(address());
    flink.setFilesToStage(List.of(nothing.toString()));
  }

  private static URI restAddress(MiniCluster cluster)
      throws InterruptedException, ExecutionException {
    return cluster.getRestAddress().get();
  }

  /** Host and port of the REST interface. */
  public String address() {
    return address.getHost() + ":" + address.getPort();
  }

  @Override
  public void close() throws Exception {
    cluster.close();
    Files.deleteIfExists(nothing);
  }
}

package io.penstock.runners.flink;

import io.penstock.pipelines.live.LiveRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;

/** A job on a Flink cluster, followed and steered over the cluster's REST interface. */
public final class FlinkJob implements JobWatch.Watched, AutoCloseable {
  private final RestClusterClient<String> cluster;
  private final JobID id;

  private FlinkJob(RestClusterClient<String> cluster, JobID id) {
    this.cluster = cluster;
    this.id = id;
  }

  /** Submits a pipeline to the cluster that the options name, and goes on without waiting. */
  public static FlinkJob submit(Pipeline pipeline, FlinkPipelineOptions options) throws Exception {
    String master = options.getFlinkMaster();
    int colon = master.lastIndexOf(':');
    Configuration settings = new Configuration();
    settings.set(RestOptions.ADDRESS, master.substring(0, colon));
    settings.set(RestOptions.PORT, Integer.parseInt(master.substring(colon + 1)));
    RestClusterClient<String> cluster = new RestClusterClient<>(settings, master);
    checkVersion(cluster.getClusterOverview().get().getVersion());
    Set<JobID> before = new HashSet<>();
    cluster.listJobs().get().forEach(job -> before.add(job.getJobId()));
    var unused = pipeline.run();
    JobStatusMessage submitted =
        cluster.listJobs().get().stream()
            .filter(job -> !before.contains(job.getJobId()))
            .filter(job -> job.getJobName().equals(options.getJobName()))
            .max(Comparator.comparingLong(JobStatusMessage::getStartTime))
            .orElseThrow(() -> new IllegalStateException("the cluster does not know the job"));
    return new FlinkJob(cluster, submitted.getJobId());
  }

  private static void checkVersion(String version) {
    if (!version.equals(LiveFlags.FLINK_VERSION)) {
      throw new LiveRefused(
          List.of(
              "the cluster's Flink must be "
                  + LiveFlags.FLINK_VERSION
                  + ", whose restored sources keep their watermarks, but was: "
                  + version));
    }
  }

  /** The job's id, by which its checkpoints are named. */
  public String id() {
    return id.toHexString();
  }

  @Override
  public Optional<JobPages.Fault> lastFault() throws IOException, InterruptedException {
    return pages().lastFault();
  }

  @Override
  public JobStatus status() throws ExecutionException, InterruptedException {
    return cluster.getJobStatus(id).get();
  }

  /** Stops the job with a savepoint and tells where that is. Windows stay open, as they must. */
  String stopWithSavepoint(Path folder) throws ExecutionException, InterruptedException {
    return cluster
        .stopWithSavepoint(id, false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
        .get();
  }

  /** Ends the job where it stands; its retained checkpoints stay. */
  public void cancel() throws ExecutionException, InterruptedException {
    cluster.cancel(id).get();
  }

  /** What the job has counted. */
  public JobCounters counters() {
    return new JobCounters(pages());
  }

  /** What the cluster tells of the job. */
  public JobPages pages() {
    return new JobPages(cluster.getClusterId(), id());
  }

  @Override
  public void close() {
    cluster.close();
  }
}

package io.penstock.runners.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.pipelines.live.LiveOptions;
import io.penstock.pipelines.live.LivePipeline;
import io.penstock.pipelines.live.LiveRun;
import io.penstock.runners.contract.TableRows;
import io.penstock.testkit.canary.CanarySearch;
import io.penstock.testkit.process.JvmProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.util.common.ReflectHelpers;

/**
 * Goes through the places of a running stream, and of one that has ended.
 *
 * @param site the stream's
 * @param search what looks
 */
record CanaryRounds(CanarySite site, CanarySearch<CanaryPlace> search) {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModules(ObjectMapper.findModules(ReflectHelpers.findClassLoader()));

  private static final List<String> OF_CLUSTER =
      List.of(
          "/config",
          "/overview",
          "/jobs",
          "/jobs/overview",
          "/jobs/metrics",
          "/jobmanager/config",
          "/jobmanager/environment",
          "/jobmanager/logs",
          "/jobmanager/metrics",
          "/jobmanager/thread-dump",
          "/taskmanagers");
  private static final List<String> OF_JOB =
      List.of(
          "",
          "/config",
          "/exceptions",
          "/plan",
          "/checkpoints",
          "/checkpoints/config",
          "/accumulators?includeSerializedValue=true",
          "/metrics",
          "/jobmanager/config",
          "/jobmanager/environment");
  private static final List<String> OF_VERTEX = List.of("", "/accumulators", "/subtasks/metrics");
  private static final List<String> OF_TASK_MANAGER =
      List.of("", "/metrics", "/logs", "/thread-dump");

  /** What only processes that run can show. */
  void whileItRuns() throws Exception {
    for (String page : pages()) {
      search.look(CanaryPlace.REST, page, site.flink().rest().page(page));
    }
    for (int port : site.flink().metricsPorts()) {
      search.look(CanaryPlace.METRICS, "port " + port, metrics(port));
    }
    for (JvmProcess process : site.flink().processes()) {
      search.lookAtArguments(CanaryPlace.ARGUMENTS, process.handle());
      search.lookAtEnvironment(CanaryPlace.ENVIRONMENT, process.handle());
    }
    whatIsWritten();
  }

  /** What stays. */
  void whatIsWritten() throws Exception {
    search.lookBelow(CanaryPlace.LOGS, site.logs());
    search.lookBelow(CanaryPlace.WORKING_FILES, site.workingFiles());
    search.lookBelow(CanaryPlace.CHECKPOINTS, site.checkpoints());
    search.lookBelow(CanaryPlace.SAVEPOINTS, site.savepoints());
    search.lookBelow(CanaryPlace.BUCKET, site.bucket());
    search.lookBelow(CanaryPlace.RAW_ARCHIVE, site.rawArchive());
    search.lookBelow(CanaryPlace.ARCHIVE, site.archive());
    lookAtTables();
  }

  private List<String> pages() throws IOException, InterruptedException {
    List<String> pages = new ArrayList<>(OF_CLUSTER);
    FlinkRest rest = site.flink().rest();
    for (String taskManager : rest.taskManagers()) {
      OF_TASK_MANAGER.forEach(page -> pages.add("/taskmanagers/" + taskManager + page));
    }
    for (String job : rest.jobs()) {
      OF_JOB.forEach(page -> pages.add("/jobs/" + job + page));
      for (JsonNode vertex : JSON.readTree(rest.page("/jobs/" + job)).path("vertices")) {
        String id = vertex.path("id").asText();
        OF_VERTEX.forEach(page -> pages.add("/jobs/" + job + "/vertices/" + id + page));
      }
    }
    return pages;
  }

  private static String metrics(int port) throws IOException, InterruptedException {
    URI page = URI.create("http://localhost:" + port + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** Makes the pipeline that runs once more, here, and looks at what Beam tells of it. */
  void pipeline() throws Exception {
    LiveOptions options =
        PipelineOptionsFactory.fromArgs(site.arguments().toArray(String[]::new))
            .as(LiveOptions.class);
    options.setRunner(FlinkRunner.class);
    search.look(CanaryPlace.OPTIONS, "JSON", JSON.writeValueAsBytes(options));
    search.look(CanaryPlace.DISPLAY_DATA, "options", DisplayData.from(options).toString());
    Pipeline pipeline = Pipeline.create(options);
    LivePipeline.build(pipeline, LiveRun.open(options).goOn(List.of(), Servers.PARTITIONS));
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(Node node) {
            if (node.getTransform() != null) {
              look(node);
            }
            return CompositeBehavior.ENTER_TRANSFORM;
          }

          @Override
          public void visitPrimitiveTransform(Node node) {
            look(node);
          }
        });
  }

  private void look(Node node) {
    String shown = DisplayData.from(node.getTransform()).asMap().toString();
    search.look(CanaryPlace.DISPLAY_DATA, node.getFullName(), shown);
  }

  private void lookAtTables() throws SQLException {
    TableRows.forEach(
        site.owner(),
        (table, row) ->
            search.look(
                table.equals("quarantine") ? CanaryPlace.QUARANTINE : CanaryPlace.HOT_TABLES,
                table,
                row));
  }
}

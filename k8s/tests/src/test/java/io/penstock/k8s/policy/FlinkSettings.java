package io.penstock.k8s.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Manifests;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings without which a live stream loses readings, does not start or cannot be watched.
 * Each is wrong by default somewhere; k8s/README.md says where.
 */
final class FlinkSettings implements Policy {
  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("execution.attached", "true"),
          Map.entry("execution.checkpointing.mode", "EXACTLY_ONCE"),
          Map.entry(
              "execution.checkpointing.externalized-checkpoint-retention",
              "RETAIN_ON_CANCELLATION"),
          Map.entry("state.backend.type", "rocksdb"),
          Map.entry("high-availability.type", "kubernetes"),
          Map.entry("job.autoscaler.enabled", "false"),
          Map.entry("kubernetes.operator.job.drain-on-savepoint-deletion", "false"),
          Map.entry(
              "metrics.reporter.prom.factory.class",
              "org.apache.flink.metrics.prometheus.PrometheusReporterFactory"),
          Map.entry(
              "metrics.reporter.prom.scope.variables.excludes", "task_attempt_id;task_attempt_num"),
          Map.entry("web.submit.enable", "false"),
          Map.entry("web.cancel.enable", "false"));

  private static final List<String> GIVEN =
      List.of(
          "pipeline.max-parallelism",
          "execution.checkpointing.tolerable-failed-checkpoints",
          "taskmanager.data.port",
          "taskmanager.rpc.port",
          "blob.server.port",
          "metrics.internal.query-service.port",
          "metrics.reporter.prom.port");

  private static final List<String> ON_S3 =
      List.of("state.checkpoints.dir", "state.savepoints.dir", "high-availability.storageDir");

  private static final String S3_CREDENTIALS = "s3.aws.credentials.provider";

  private static final Map<String, String> ARGUMENTS =
      Map.of(
          "finishBundleBeforeCheckpointing", "true",
          "maxBundleTimeMills", "100",
          "externalizedCheckpointsEnabled", "true",
          "retainExternalizedCheckpointsOnCancellation", "true",
          "objectReuse", "true",
          "fasterCopy", "true",
          "stateBackend", "rocksdb");

  private static final List<String> OPENED =
      List.of("java.lang", "java.util", "java.time", "java.util.concurrent");

  @Override
  public String name() {
    return "flink-settings";
  }

  @Override
  public void check(Manifests manifests, Findings findings) {
    for (Document flink : manifests.ofKind("FlinkDeployment")) {
      configuration(flink, findings);
      arguments(flink, findings);
      job(flink, manifests, findings);
    }
    for (Document session : manifests.ofKind("FlinkSessionJob")) {
      findings.demand(false, session, "the live stream runs in application mode");
    }
  }

  private static void configuration(Document flink, Findings findings) {
    JsonNode settings = flink.spec().path("flinkConfiguration");
    FIXED.forEach(
        (key, value) ->
            findings.demand(
                settings.path(key).asText().equals(value), flink, key + " must be " + value));
    for (String key : GIVEN) {
      findings.demand(
          settings.path(key).asText().matches("\\d+"), flink, key + " must be a fixed number");
    }
    for (String key : ON_S3) {
      findings.demand(
          settings.path(key).asText().startsWith("s3://"), flink, key + " must be on S3");
    }
    findings.demand(
        settings.has(S3_CREDENTIALS),
        flink,
        S3_CREDENTIALS + " must name a chain that reads files");
    for (String name : OPENED) {
      findings.demand(
          settings
              .path("env.java.opts.all")
              .asText()
              .contains("java.base/" + name + "=ALL-UNNAMED"),
          flink,
          "env.java.opts.all must open " + name);
    }
    findings.demand(
        !settings.has("parallelism.default"), flink, "parallelism is job.parallelism alone");
    findings.demand(
        flink.spec().at("/jobManager/replicas").asInt(1) == 1
            || settings.path("high-availability.type").asText().equals("kubernetes"),
        flink,
        "more than one JobManager needs high availability");
  }

  private static void arguments(Document flink, Findings findings) {
    Map<String, String> arguments = new HashMap<>();
    List<String> unnamed = new ArrayList<>();
    for (JsonNode argument : flink.spec().at("/job/args")) {
      String[] parts = argument.asText().split("=", 2);
      if (parts.length == 2 && parts[0].startsWith("--")) {
        arguments.put(parts[0].substring(2), parts[1]);
      } else {
        unnamed.add(argument.asText());
      }
    }
    findings.demand(unnamed.isEmpty(), flink, "arguments must be --name=value: " + unnamed);
    ARGUMENTS.forEach(
        (key, value) ->
            findings.demand(
                value.equals(arguments.get(key)), flink, "--" + key + " must be " + value));
    for (String never :
        List.of("flinkMaster", "parallelism", "attachedMode", "use_deprecated_read")) {
      findings.demand(!arguments.containsKey(never), flink, "--" + never + " must not be given");
    }
    JsonNode settings = flink.spec().path("flinkConfiguration");
    findings.demand(
        settings
            .path("execution.checkpointing.interval")
            .asText()
            .equals(seconds(arguments.getOrDefault("checkpointingInterval", ""))),
        flink,
        "--checkpointingInterval must be there and equal execution.checkpointing.interval");
    findings.demand(
        settings
            .path("pipeline.max-parallelism")
            .asText()
            .equals(arguments.getOrDefault("maxParallelism", "")),
        flink,
        "--maxParallelism must be there and equal pipeline.max-parallelism");
  }

  private static String seconds(String millis) {
    return millis.endsWith("000") ? millis.substring(0, millis.length() - 3) + "s" : millis;
  }

  private static void job(Document flink, Manifests manifests, Findings findings) {
    JsonNode job = flink.spec().path("job");
    findings.demand(
        flink.spec().path("flinkVersion").asText().equals("v1_19"),
        flink,
        "flinkVersion must be v1_19");
    findings.demand(
        job.path("jarURI").asText().startsWith("local:///opt/flink/usrlib/"),
        flink,
        "the jar must be the image's");
    findings.demand(
        !job.path("upgradeMode").asText().equals("stateless"),
        flink,
        "upgradeMode must keep the state");
    findings.demand(
        !job.path("allowNonRestoredState").asBoolean(),
        flink,
        "allowNonRestoredState must be false");
    int partitions =
        manifests.ofKind("KafkaTopic").stream()
            .mapToInt(topic -> topic.spec().path("partitions").asInt())
            .max()
            .orElse(1);
    findings.demand(
        job.path("parallelism").asInt() >= partitions,
        flink,
        "job.parallelism must be at least the " + partitions + " partitions");
  }
}

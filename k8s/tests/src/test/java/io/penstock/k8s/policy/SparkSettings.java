package io.penstock.k8s.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Manifests;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings without which backfills hang, are not retried, leave pods behind or show nothing.
 */
final class SparkSettings implements Policy {
  private static final Map<String, String> FIXED =
      Map.of(
          "spark.driver.port", "7078",
          "spark.blockManager.port", "7079",
          "spark.ui.prometheus.enabled", "true",
          "spark.metrics.conf.*.sink.prometheusServlet.path", "/metrics/prometheus/",
          "spark.authenticate", "true",
          "spark.network.crypto.enabled", "true",
          "spark.io.encryption.enabled", "true");

  private static final List<String> RETRIES =
      List.of(
          "onFailureRetries",
          "onFailureRetryInterval",
          "onSubmissionFailureRetries",
          "onSubmissionFailureRetryInterval");

  @Override
  public String name() {
    return "spark-settings";
  }

  @Override
  public void check(Manifests manifests, Findings findings) {
    for (Document application : manifests.ofKind("SparkApplication")) {
      check(application, application.spec(), findings);
    }
    for (Document scheduled : manifests.ofKind("ScheduledSparkApplication")) {
      findings.demand(
          scheduled.spec().path("concurrencyPolicy").asText().equals("Forbid"),
          scheduled,
          "concurrencyPolicy must be Forbid");
      check(scheduled, scheduled.spec().path("template"), findings);
    }
    roles(manifests, findings);
    for (Document monitor : manifests.ofKind("PodMonitor")) {
      for (JsonNode endpoint : monitor.spec().path("podMetricsEndpoints")) {
        findings.demand(
            !endpoint.path("port").asText().equals("spark-ui")
                || endpoint.path("path").asText().endsWith("/"),
            monitor,
            "Spark's path must end with a slash");
      }
    }
  }

  private static void check(Document document, JsonNode spec, Findings findings) {
    Set<String> arguments = new HashSet<>();
    spec.path("arguments").forEach(argument -> arguments.add(argument.asText()));
    findings.demand(
        arguments.stream().noneMatch(argument -> argument.startsWith("--sparkMaster")),
        document,
        "--sparkMaster must not be given: spark-submit knows it");
    findings.demand(
        arguments.contains("--enableSparkMetricSinks=false"),
        document,
        "--enableSparkMetricSinks must be false");
    FIXED.forEach(
        (key, value) ->
            findings.demand(
                spec.path("sparkConf").path(key).asText().equals(value),
                document,
                key + " must be " + value));
    restart(document, spec.path("restartPolicy"), findings);
    findings.demand(
        !spec.at("/driver").has("ports"),
        document,
        "driver.ports would come beside those that Spark gives the same names");
    findings.demand(
        spec.path("timeToLiveSeconds").asInt() > 0, document, "timeToLiveSeconds must be given");
    findings.demand(
        spec.path("sparkVersion").asText().startsWith("3.5."), document, "Spark must be 3.5");
    JsonNode allocation = spec.path("dynamicAllocation");
    findings.demand(
        !allocation.path("enabled").asBoolean()
            || (allocation.path("shuffleTrackingEnabled").asBoolean()
                && allocation.path("minExecutors").asInt() >= 1),
        document,
        "dynamic allocation must track shuffles and keep an executor");
    JsonNode executor = spec.path("executor");
    findings.demand(
        !executor
            .path("serviceAccount")
            .asText()
            .equals(spec.at("/driver/serviceAccount").asText()),
        document,
        "executors must have a service account of their own");
    JsonNode token = executor.at("/template/spec/automountServiceAccountToken");
    findings.demand(
        token.isBoolean() && !token.asBoolean(), document, "executors must have no token");
  }

  private static void restart(Document document, JsonNode policy, Findings findings) {
    // An application without a namespace is one that a workflow makes, which retries by itself.
    if (document.namespace().isEmpty()) {
      findings.demand(
          policy.path("type").asText().equals("Never"), document, "the workflow alone restarts");
    } else if (!policy.path("type").asText().equals("Never")) {
      for (String field : RETRIES) {
        findings.demand(policy.has(field), document, "restartPolicy must have " + field);
      }
    }
  }

  private static void roles(Manifests manifests, Findings findings) {
    for (Document role : manifests.ofKind("Role")) {
      if (role.name().endsWith("spark-driver")) {
        for (JsonNode rule : role.json().path("rules")) {
          findings.demand(
              rule.path("verbs").toString().contains("\"deletecollection\""),
              role,
              "must be allowed deletecollection");
        }
      }
    }
  }
}

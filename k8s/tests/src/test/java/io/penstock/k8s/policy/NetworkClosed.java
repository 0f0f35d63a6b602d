package io.penstock.k8s.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Manifests;
import io.penstock.testkit.manifests.Pod;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Everything is denied by default; every pod has a policy that says what it may, in both
 * directions, no policy lets the whole world in, and every monitor finds the pods that it is for.
 */
final class NetworkClosed implements Policy {
  @Override
  public String name() {
    return "network-closed";
  }

  @Override
  public void check(Manifests manifests, Findings findings) {
    List<Document> policies = manifests.ofKind("NetworkPolicy");
    findings.demand(
        policies.stream().anyMatch(NetworkClosed::deniesAll),
        manifests.overlay(),
        "nothing denies all traffic by default");
    for (Document policy : policies) {
      for (JsonNode rule : policy.spec().path("ingress")) {
        findings.demand(rule.has("from"), policy, "must say who may come in");
      }
      for (JsonNode rule : policy.spec().path("egress")) {
        findings.demand(
            rule.has("to") || rule.has("ports"), policy, "must say where traffic may go");
      }
    }
    List<Pod> pods = manifests.pods().toList();
    for (Pod pod : pods) {
      findings.demand(
          policies.stream()
              .filter(policy -> !policy.spec().path("podSelector").isEmpty())
              .filter(policy -> policy.spec().path("policyTypes").size() == 2)
              .anyMatch(policy -> selects(policy.spec().path("podSelector"), pod.labels())),
          pod,
          "no network policy is for it");
    }
    for (Document monitor : manifests.ofKind("PodMonitor", "PodDisruptionBudget")) {
      findings.demand(
          // What Strimzi makes is known by the cluster's label alone.
          monitor.spec().toString().contains("strimzi.io/cluster")
              || pods.stream()
                  .anyMatch(pod -> selects(monitor.spec().path("selector"), pod.labels())),
          monitor,
          "selects no pod");
    }
  }

  private static boolean deniesAll(Document policy) {
    JsonNode spec = policy.spec();
    return spec.path("podSelector").isObject()
        && spec.path("podSelector").isEmpty()
        && spec.path("policyTypes").size() == 2
        && spec.path("ingress").isMissingNode()
        && spec.path("egress").isMissingNode();
  }

  /** Whether a selector takes a pod of these labels. */
  static boolean selects(JsonNode selector, JsonNode labels) {
    boolean equal =
        StreamSupport.stream(
                ((Iterable<String>) () -> selector.path("matchLabels").fieldNames()).spliterator(),
                false)
            .allMatch(key -> labels.path(key).equals(selector.path("matchLabels").path(key)));
    return equal
        && StreamSupport.stream(selector.path("matchExpressions").spliterator(), false)
            .allMatch(expression -> holds(expression, labels));
  }

  private static boolean holds(JsonNode expression, JsonNode labels) {
    JsonNode label = labels.path(expression.path("key").asText());
    return switch (expression.path("operator").asText()) {
      case "In" ->
          StreamSupport.stream(expression.path("values").spliterator(), false)
              .anyMatch(label::equals);
      case "Exists" -> !label.isMissingNode();
      default -> false;
    };
  }
}

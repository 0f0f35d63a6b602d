package io.penstock.k8s.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.testkit.manifests.Manifests;

/**
 * Every container of a service has a liveness probe, and a startup or a readiness probe beside it,
 * so that a slow start is no death. Batches end by themselves.
 */
final class ProbesEverywhere implements Policy {
  @Override
  public String name() {
    return "probes-everywhere";
  }

  @Override
  public void check(Manifests manifests, Findings findings) {
    manifests
        .pods()
        .filter(pod -> !pod.isBatch())
        .forEach(
            pod -> {
              for (JsonNode container : pod.containers()) {
                String where = pod + " " + container.path("name").asText();
                findings.demand(container.has("livenessProbe"), where, "must have a livenessProbe");
                findings.demand(
                    container.has("startupProbe") || container.has("readinessProbe"),
                    where,
                    "must have a startupProbe or a readinessProbe");
              }
            });
  }
}

package io.penstock.k8s.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Manifests;

/** Every container asks for processor and memory, has a limit of both, and its disks have sizes. */
final class ResourcesEverywhere implements Policy {
  @Override
  public String name() {
    return "resources-everywhere";
  }

  @Override
  public void check(Manifests manifests, Findings findings) {
    manifests
        .pods()
        .forEach(
            pod -> {
              for (JsonNode container : pod.allContainers()) {
                demand(
                    container.path("resources"),
                    pod + " " + container.path("name").asText(),
                    findings);
              }
              for (JsonNode volume : pod.spec().path("volumes")) {
                findings.demand(
                    !volume.has("emptyDir") || volume.path("emptyDir").has("sizeLimit"),
                    pod,
                    "emptyDir " + volume.path("name").asText() + " must have a sizeLimit");
              }
            });
    for (Document pool : manifests.ofKind("KafkaNodePool")) {
      demand(pool.spec().path("resources"), pool.toString(), findings);
    }
    for (Document kafka : manifests.ofKind("Kafka")) {
      JsonNode operator = kafka.spec().path("entityOperator");
      demand(operator.at("/topicOperator/resources"), kafka + " topicOperator", findings);
      demand(operator.at("/userOperator/resources"), kafka + " userOperator", findings);
      demand(kafka.spec().at("/kafkaExporter/resources"), kafka + " kafkaExporter", findings);
    }
  }

  private static void demand(JsonNode resources, String where, Findings findings) {
    for (String kind : new String[] {"requests", "limits"}) {
      for (String resource : new String[] {"cpu", "memory"}) {
        findings.demand(
            !resources.path(kind).path(resource).isMissingNode(),
            where,
            "must have " + resource + " under " + kind);
      }
    }
  }
}

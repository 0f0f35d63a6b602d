package io.penstock.testkit.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A pod as a document describes it.
 *
 * @param owner the document
 * @param role which of its pods
 * @param spec the pod's spec, with what operators fill in from elsewhere in the document
 * @param labels the pod's labels, with those that operators put on
 */
public record Pod(Document owner, String role, JsonNode spec, JsonNode labels) {

  /** The pods of a document. */
  public static Stream<Pod> of(Document document) {
    JsonNode spec = document.spec();
    return switch (document.kind()) {
      case "Deployment", "StatefulSet", "DaemonSet", "Job" ->
          Stream.of(pod(document, "pod", spec.path("template")));
      case "CronJob" ->
          Stream.of(pod(document, "pod", spec.path("jobTemplate").path("spec").path("template")));
      case "FlinkDeployment" ->
          Stream.of(flink(document, "jobManager"), flink(document, "taskManager"));
      case "SparkApplication" -> spark(document, spec);
      case "ScheduledSparkApplication" -> spark(document, spec.path("template"));
      default -> Stream.empty();
    };
  }

  /** The containers, without those that run before them. */
  public List<JsonNode> containers() {
    return list(spec.path("containers"));
  }

  /** All containers. */
  public List<JsonNode> allContainers() {
    List<JsonNode> all = new ArrayList<>(list(spec.path("initContainers")));
    all.addAll(containers());
    return all;
  }

  /** Whether an operator that makes the pod runs a batch, which has no probes. */
  public boolean isBatch() {
    return owner.kind().endsWith("SparkApplication")
        || owner.kind().endsWith("Job")
        || owner.kind().startsWith("Workflow");
  }

  @Override
  public String toString() {
    return owner + " " + role;
  }

  private static Pod pod(Document document, String role, JsonNode template) {
    return new Pod(document, role, template.path("spec"), template.path("metadata").path("labels"));
  }

  /** The operator merges the template of all pods with that of the role, containers by name. */
  private static Pod flink(Document document, String role) {
    JsonNode common = document.spec().path("podTemplate");
    JsonNode own = document.spec().path(role);
    ObjectNode template = merged(common, own.path("podTemplate"));
    ObjectNode labels = template.withObject("/metadata").withObject("/labels");
    labels.put("app", document.name());
    labels.put("component", role.toLowerCase(java.util.Locale.ROOT));
    labels.put("type", "flink-native-kubernetes");
    ObjectNode spec = template.withObject("/spec");
    spec.put("serviceAccountName", document.spec().path("serviceAccount").asText());
    for (JsonNode container : spec.path("containers")) {
      if (container.path("name").asText().equals("flink-main-container")) {
        ObjectNode main = (ObjectNode) container;
        main.put("image", document.spec().path("image").asText());
        resources(main, own.path("resource").path("cpu"), own.path("resource").path("memory"));
      }
    }
    return pod(document, role, template);
  }

  private static Stream<Pod> spark(Document document, JsonNode application) {
    return Stream.of("driver", "executor")
        .map(
            role -> {
              JsonNode own = application.path(role);
              ObjectNode template = own.path("template").deepCopy();
              template.withObject("/metadata").withObject("/labels").put("spark-role", role);
              ObjectNode spec = template.withObject("/spec");
              spec.put("serviceAccountName", own.path("serviceAccount").asText());
              for (JsonNode container : spec.path("containers")) {
                ((ObjectNode) container).put("image", application.path("image").asText());
                resources((ObjectNode) container, own.path("coreLimit"), own.path("memory"));
              }
              return pod(document, role, template);
            });
  }

  private static void resources(ObjectNode container, JsonNode cpu, JsonNode memory) {
    ObjectNode resources = container.withObject("/resources");
    if (!cpu.isMissingNode() && !memory.isMissingNode()) {
      for (String kind : List.of("requests", "limits")) {
        resources.withObject("/" + kind).set("cpu", cpu);
        resources.withObject("/" + kind).set("memory", memory);
      }
    }
  }

  private static ObjectNode merged(JsonNode common, JsonNode own) {
    ObjectNode result =
        common.isObject() ? common.deepCopy() : JsonNodeFactory.instance.objectNode();
    own.fields()
        .forEachRemaining(
            field -> {
              JsonNode before = result.path(field.getKey());
              JsonNode value = field.getValue();
              if (value.isObject()) {
                result.set(field.getKey(), merged(before, value));
              } else if (field.getKey().equals("containers")) {
                result.set(field.getKey(), mergedByName(before, value));
              } else {
                result.set(field.getKey(), value);
              }
            });
    return result;
  }

  private static ArrayNode mergedByName(JsonNode common, JsonNode own) {
    ArrayNode result = JsonNodeFactory.instance.arrayNode();
    for (JsonNode container : common) {
      JsonNode other = JsonNodeFactory.instance.objectNode();
      for (JsonNode candidate : own) {
        if (candidate.path("name").equals(container.path("name"))) {
          other = candidate;
        }
      }
      result.add(merged(container, other));
    }
    return result;
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}

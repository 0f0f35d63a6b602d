package io.penstock.k8s.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Manifests;
import io.penstock.testkit.manifests.StrictYaml;
import java.util.HashMap;
import java.util.Map;

/**
 * Every topic that a plan names is there and is such that nothing is lost in it: append times by
 * the broker, nothing compacted away, kept for longer than a restart takes to catch up; and users
 * have rights on topics that are there, and never on all.
 */
final class TopicsFit implements Policy {
  private static final long DAY_MILLIS = 86_400_000;

  @Override
  public String name() {
    return "topics-fit";
  }

  @Override
  public void check(Manifests manifests, Findings findings) {
    Map<String, Document> topics = new HashMap<>();
    for (Document topic : manifests.ofKind("KafkaTopic")) {
      topics.put(topic.spec().path("topicName").asText(topic.name()), topic);
      check(topic, findings);
    }
    for (Document map : manifests.ofKind("ConfigMap")) {
      String plan = map.json().path("data").path("plan.yaml").asText();
      if (!plan.isEmpty()) {
        for (JsonNode source : StrictYaml.read(plan).get(0).path("sources")) {
          demand(topics, source.at("/kafka/topic"), map, findings);
          demand(topics, source.at("/mqtt/kafkaTopic"), map, findings);
        }
      }
    }
    for (Document user : manifests.ofKind("KafkaUser")) {
      for (JsonNode rule : user.spec().at("/authorization/acls")) {
        JsonNode resource = rule.path("resource");
        if (resource.path("type").asText().equals("topic")) {
          demand(topics, resource.path("name"), user, findings);
        }
      }
      findings.demand(
          user.spec().at("/authentication/type").asText().equals("tls"),
          user,
          "must be known by a certificate");
    }
    for (Document kafka : manifests.ofKind("Kafka")) {
      for (JsonNode listener : kafka.spec().at("/kafka/listeners")) {
        findings.demand(
            listener.path("tls").asBoolean() && listener.has("authentication"),
            kafka,
            "listener " + listener.path("name").asText() + " must have TLS and authentication");
      }
    }
  }

  private static void check(Document topic, Findings findings) {
    JsonNode config = topic.spec().path("config");
    findings.demand(
        config.path("message.timestamp.type").asText().equals("LogAppendTime"),
        topic,
        "message.timestamp.type must be LogAppendTime");
    findings.demand(
        config.path("cleanup.policy").asText().equals("delete"),
        topic,
        "cleanup.policy must be delete");
    findings.demand(
        config.path("retention.ms").asLong() >= DAY_MILLIS,
        topic,
        "retention.ms must be at least a day");
  }

  private static void demand(
      Map<String, Document> topics, JsonNode topic, Document where, Findings findings) {
    findings.demand(
        topic.isMissingNode() || topics.containsKey(topic.asText()),
        where,
        "no topic '" + topic.asText() + "'");
  }
}

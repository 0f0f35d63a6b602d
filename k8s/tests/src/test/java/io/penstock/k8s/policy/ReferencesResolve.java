package io.penstock.k8s.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Manifests;
import io.penstock.testkit.manifests.Pod;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is named is there: service accounts, config maps and secrets with their keys, claims,
 * targets of scaling and of roles, the cluster that topics and users belong to.
 */
final class ReferencesResolve implements Policy {
  private static final Set<String> USER = Set.of("user.p12", "user.password", "user.crt", "ca.crt");
  private static final Set<String> CLUSTER_CA = Set.of("ca.p12", "ca.password", "ca.crt");
  private static final Set<String> CERTIFICATE =
      Set.of("tls.crt", "tls.key", "ca.crt", "keystore.p12", "truststore.p12");

  private final Map<String, Set<String>> external;

  ReferencesResolve(Map<String, Set<String>> external) {
    this.external = external;
  }

  @Override
  public String name() {
    return "references-resolve";
  }

  @Override
  public void check(Manifests manifests, Findings findings) {
    Map<String, Set<String>> secrets = secrets(manifests);
    Map<String, Set<String>> maps = new HashMap<>();
    for (Document map : manifests.ofKind("ConfigMap")) {
      Set<String> keys = new HashSet<>();
      map.json().path("data").fieldNames().forEachRemaining(keys::add);
      maps.put(map.name(), keys);
    }
    manifests.pods().forEach(pod -> check(pod, manifests, maps, secrets, findings));
    for (Document document : manifests.documents()) {
      check(document, manifests, secrets, findings);
    }
  }

  private Map<String, Set<String>> secrets(Manifests manifests) {
    Map<String, Set<String>> secrets = new HashMap<>(external);
    manifests.ofKind("KafkaUser").forEach(user -> secrets.put(user.name(), USER));
    manifests
        .ofKind("Kafka")
        .forEach(kafka -> secrets.put(kafka.name() + "-cluster-ca-cert", CLUSTER_CA));
    manifests
        .ofKind("Certificate")
        .forEach(
            certificate ->
                secrets.put(certificate.spec().path("secretName").asText(), CERTIFICATE));
    return secrets;
  }

  private static void check(
      Pod pod,
      Manifests manifests,
      Map<String, Set<String>> maps,
      Map<String, Set<String>> secrets,
      Findings findings) {
    String account = pod.spec().path("serviceAccountName").asText();
    findings.demand(
        manifests.has("ServiceAccount", account), pod, "no service account '" + account + "'");
    for (JsonNode volume : pod.spec().path("volumes")) {
      source(pod, volume.path("configMap"), "name", "config map", maps, findings);
      source(pod, volume.path("secret"), "secretName", "secret", secrets, findings);
      for (JsonNode projected : volume.at("/projected/sources")) {
        source(pod, projected.path("configMap"), "name", "config map", maps, findings);
        source(pod, projected.path("secret"), "name", "secret", secrets, findings);
      }
      String claim = volume.at("/persistentVolumeClaim/claimName").asText();
      findings.demand(
          claim.isEmpty() || manifests.has("PersistentVolumeClaim", claim),
          pod,
          "no claim '" + claim + "'");
    }
    for (JsonNode container : pod.allContainers()) {
      mounts(pod, container, findings);
      for (JsonNode variable : container.path("env")) {
        JsonNode from = variable.path("valueFrom");
        key(pod, from.path("configMapKeyRef"), "config map", maps, findings);
        key(pod, from.path("secretKeyRef"), "secret", secrets, findings);
      }
    }
  }

  private static void mounts(Pod pod, JsonNode container, Findings findings) {
    Set<String> volumes = new HashSet<>();
    pod.spec().path("volumes").forEach(volume -> volumes.add(volume.path("name").asText()));
    pod.owner()
        .spec()
        .path("volumeClaimTemplates")
        .forEach(claim -> volumes.add(claim.at("/metadata/name").asText()));
    for (JsonNode mount : container.path("volumeMounts")) {
      String volume = mount.path("name").asText();
      findings.demand(volumes.contains(volume), pod, "no volume '" + volume + "'");
    }
  }

  private static void source(
      Pod pod,
      JsonNode source,
      String field,
      String what,
      Map<String, Set<String>> known,
      Findings findings) {
    if (source.isMissingNode()) {
      return;
    }
    String name = source.path(field).asText();
    findings.demand(known.containsKey(name), pod, "no " + what + " '" + name + "'");
    for (JsonNode item : source.path("items")) {
      String key = item.path("key").asText();
      findings.demand(
          known.getOrDefault(name, Set.of(key)).contains(key),
          pod,
          "no key '" + key + "' in " + what + " '" + name + "'");
    }
  }

  private static void key(
      Pod pod, JsonNode reference, String what, Map<String, Set<String>> known, Findings findings) {
    if (!reference.isMissingNode()) {
      String name = reference.path("name").asText();
      String key = reference.path("key").asText();
      findings.demand(
          known.getOrDefault(name, Set.of()).contains(key),
          pod,
          "no key '" + key + "' in " + what + " '" + name + "'");
    }
  }

  private static void check(
      Document document, Manifests manifests, Map<String, Set<String>> secrets, Findings findings) {
    switch (document.kind()) {
      case "RoleBinding" -> {
        JsonNode role = document.json().path("roleRef");
        target(document, manifests, role.path("kind"), role.path("name"), findings);
        for (JsonNode subject : document.json().path("subjects")) {
          target(document, manifests, subject.path("kind"), subject.path("name"), findings);
          findings.demand(
              subject.path("namespace").asText().equals(document.namespace()),
              document,
              "subject must be of the namespace");
        }
      }
      case "HorizontalPodAutoscaler", "ScaledObject" -> {
        JsonNode target = document.spec().path("scaleTargetRef");
        target(document, manifests, target.path("kind"), target.path("name"), findings);
      }
      case "FlinkStateSnapshot" -> {
        JsonNode job = document.spec().path("jobReference");
        target(document, manifests, job.path("kind"), job.path("name"), findings);
      }
      case "KafkaTopic", "KafkaUser", "KafkaNodePool" -> {
        String cluster = document.json().at("/metadata/labels").path("strimzi.io/cluster").asText();
        findings.demand(manifests.has("Kafka", cluster), document, "no cluster '" + cluster + "'");
      }
      case "Issuer" -> secret(document, document.spec().at("/ca/secretName"), secrets, findings);
      case "Certificate" -> {
        JsonNode issuer = document.spec().path("issuerRef");
        target(document, manifests, issuer.path("kind"), issuer.path("name"), findings);
        JsonNode password = document.spec().at("/keystores/pkcs12/passwordSecretRef/name");
        secret(document, password, secrets, findings);
      }
      case "WorkflowTemplate" -> {
        JsonNode account = document.spec().path("serviceAccountName");
        target(document, manifests, "ServiceAccount", account.asText(), findings);
      }
      case "CronWorkflow" -> {
        JsonNode template = document.spec().at("/workflowSpec/workflowTemplateRef/name");
        target(document, manifests, "WorkflowTemplate", template.asText(), findings);
      }
      default -> {}
    }
  }

  private static void target(
      Document document, Manifests manifests, JsonNode kind, JsonNode name, Findings findings) {
    target(document, manifests, kind.asText(), name.asText(), findings);
  }

  private static void target(
      Document document, Manifests manifests, String kind, String name, Findings findings) {
    findings.demand(manifests.has(kind, name), document, "no " + kind + " '" + name + "'");
  }

  private static void secret(
      Document document, JsonNode name, Map<String, Set<String>> secrets, Findings findings) {
    findings.demand(
        name.isMissingNode() || secrets.containsKey(name.asText()),
        document,
        "no secret '" + name.asText() + "'");
  }
}

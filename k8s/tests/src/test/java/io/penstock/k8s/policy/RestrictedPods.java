package io.penstock.k8s.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Manifests;
import io.penstock.testkit.manifests.Pod;
import java.util.List;
import java.util.Set;

/**
 * Pods keep the level "restricted" of the Pod Security Standards, which their namespace enforces,
 * and beyond it have a root file system that nobody can write to.
 */
final class RestrictedPods implements Policy {
  private static final Set<String> VOLUMES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "persistentVolumeClaim",
          "projected",
          "secret");

  @Override
  public String name() {
    return "restricted-pods";
  }

  @Override
  public void check(Manifests manifests, Findings findings) {
    for (Document namespace : manifests.ofKind("Namespace")) {
      findings.demand(
          namespace
              .json()
              .at("/metadata/labels")
              .path("pod-security.kubernetes.io/enforce")
              .asText()
              .equals("restricted"),
          namespace,
          "must enforce the level restricted");
    }
    manifests.pods().forEach(pod -> check(pod, findings));
  }

  private static void check(Pod pod, Findings findings) {
    JsonNode spec = pod.spec();
    JsonNode security = spec.path("securityContext");
    findings.demand(security.path("runAsNonRoot").asBoolean(), pod, "runAsNonRoot must be true");
    findings.demand(security.path("runAsUser").asInt() > 0, pod, "runAsUser must not be root");
    findings.demand(
        security.at("/seccompProfile/type").asText().equals("RuntimeDefault"),
        pod,
        "seccompProfile must be RuntimeDefault");
    for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
      findings.demand(!spec.path(host).asBoolean(), pod, host + " must not be set");
    }
    for (JsonNode volume : spec.path("volumes")) {
      volume
          .fieldNames()
          .forEachRemaining(
              kind ->
                  findings.demand(
                      kind.equals("name") || VOLUMES.contains(kind),
                      pod,
                      "volume " + volume.path("name").asText() + " must not be a " + kind));
    }
    findings.demand(!pod.containers().isEmpty(), pod, "must say how its containers look");
    for (JsonNode container : pod.allContainers()) {
      check(pod + " " + container.path("name").asText(), container, findings);
    }
  }

  private static void check(String where, JsonNode container, Findings findings) {
    JsonNode security = container.path("securityContext");
    findings.demand(
        security.path("allowPrivilegeEscalation").isBoolean()
            && !security.path("allowPrivilegeEscalation").asBoolean(),
        where,
        "allowPrivilegeEscalation must be false");
    findings.demand(
        security.path("readOnlyRootFilesystem").asBoolean(),
        where,
        "readOnlyRootFilesystem must be true");
    findings.demand(!security.path("privileged").asBoolean(), where, "must not be privileged");
    findings.demand(
        security.at("/capabilities/drop").toString().equals("[\"ALL\"]")
            && security.at("/capabilities/add").isMissingNode(),
        where,
        "capabilities must all be dropped");
    for (JsonNode port : container.path("ports")) {
      findings.demand(port.path("hostPort").isMissingNode(), where, "hostPort must not be set");
    }
  }
}

package io.penstock.k8s.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Manifests;
import java.util.HashSet;
import java.util.Set;

/**
 * A service account says whether its pods get a token, and they get one only where a role is bound
 * to it; roles name what they allow, without stars, and none belongs to the cluster.
 */
final class TokensWhereNeeded implements Policy {
  @Override
  public String name() {
    return "tokens-where-needed";
  }

  @Override
  public void check(Manifests manifests, Findings findings) {
    Set<String> bound = new HashSet<>();
    for (Document binding : manifests.ofKind("RoleBinding")) {
      binding.json().path("subjects").forEach(subject -> bound.add(subject.path("name").asText()));
    }
    for (Document account : manifests.ofKind("ServiceAccount")) {
      JsonNode token = account.json().path("automountServiceAccountToken");
      findings.demand(token.isBoolean(), account, "must say automountServiceAccountToken");
      findings.demand(
          !token.asBoolean() || bound.contains(account.name()),
          account,
          "must have no token, since no role is bound to it");
    }
    for (Document role : manifests.ofKind("Role")) {
      findings.demand(!role.json().path("rules").toString().contains("\"*\""), role, "no stars");
      for (JsonNode rule : role.json().path("rules")) {
        findings.demand(
            !rule.path("resources").toString().contains("\"secrets\""),
            role,
            "must not read secrets");
      }
    }
    for (Document role : manifests.ofKind("ClusterRole", "ClusterRoleBinding")) {
      findings.demand(false, role, "nothing here is the cluster's");
    }
  }
}

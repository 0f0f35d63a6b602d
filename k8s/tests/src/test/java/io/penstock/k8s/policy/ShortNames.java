package io.penstock.k8s.policy;

import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Manifests;
import java.util.HashSet;
import java.util.Set;

/**
 * Names have at most 45 characters, since operators append to them and labels end at 63; and no two
 * documents are the same.
 */
final class ShortNames implements Policy {
  private static final int LONGEST = 45;

  @Override
  public String name() {
    return "short-names";
  }

  @Override
  public void check(Manifests manifests, Findings findings) {
    Set<String> seen = new HashSet<>();
    for (Document document : manifests.documents()) {
      findings.demand(
          document.name().length() <= LONGEST,
          document,
          "name must have at most " + LONGEST + " characters");
      findings.demand(
          seen.add(document.apiVersion() + " " + document.namespace() + " " + document),
          document,
          "must be there once");
    }
  }
}

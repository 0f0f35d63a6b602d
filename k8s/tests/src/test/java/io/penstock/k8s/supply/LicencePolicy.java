package io.penstock.k8s.supply;

import io.penstock.k8s.policy.Findings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which licences may be in an image. A library passes when every licence that its pom tells is
 * allowed. Otherwise a decision must say which one is taken, or which one it really is; it holds
 * for what the pom told when it was made, and for nothing else.
 */
final class LicencePolicy {
  private final Set<String> allowed;
  private final Map<String, String> spellings;
  private final List<Decision> decisions;

  private LicencePolicy(
      Set<String> allowed, Map<String, String> spellings, List<Decision> decisions) {
    this.allowed = allowed;
    this.spellings = spellings;
    this.decisions = decisions;
  }

  /**
   * What holds for a library whose pom tells nothing, or something ambiguous.
   *
   * @param packageUrl the library, in whatever version
   * @param told what its pom tells, in the bill's words
   * @param taken the SPDX id that counts
   * @param reason why
   */
  private record Decision(String packageUrl, Set<String> told, String taken, String reason) {
    boolean isFor(Component component) {
      return packageUrl.equals(component.packageUrl())
          && told.equals(Set.copyOf(component.licences()));
    }

    @Override
    public String toString() {
      return "decision about " + packageUrl;
    }
  }

  /** Reads the list. */
  static LicencePolicy read(Entry file) {
    file.only("allowed", "spellings", "decisions");
    return new LicencePolicy(
        Set.copyOf(file.texts("allowed")),
        file.mapping("spellings"),
        file.entries("decisions").stream().map(LicencePolicy::decision).toList());
  }

  private static Decision decision(Entry entry) {
    entry.only("package", "told", "taken", "reason");
    return new Decision(
        entry.text("package"),
        Set.copyOf(entry.texts("told")),
        entry.text("taken"),
        entry.text("reason"));
  }

  /** Looks at every library of every image, and at what nothing needs any more. */
  void check(List<Bill> bills, Findings findings) {
    Set<Object> needed = new HashSet<>();
    for (Bill bill : bills) {
      for (Component component : bill.components()) {
        check(bill.image(), component, needed, findings);
      }
    }
    for (Decision decision : decisions) {
      findings.demand(needed.contains(decision), decision, "no library needs it");
      findings.demand(
          allowed.contains(decision.taken()), decision, decision.taken() + " is not allowed");
    }
    for (String spelling : spellings.keySet()) {
      findings.demand(needed.contains(spelling), "spelling " + spelling, "no pom has it");
    }
  }

  private void check(String image, Component component, Set<Object> needed, Findings findings) {
    List<String> ids = component.licences().stream().map(told -> id(told, needed)).toList();
    if (!ids.isEmpty() && allowed.containsAll(ids)) {
      return;
    }
    List<Decision> made = decisions.stream().filter(decision -> decision.isFor(component)).toList();
    needed.addAll(made);
    findings.demand(
        !made.isEmpty(),
        image + " " + component,
        ids.isEmpty()
            ? "its pom tells no licence, and no decision does"
            : "no decision about licences that are not all allowed: " + component.licences());
  }

  private String id(String told, Set<Object> needed) {
    String id = spellings.get(told);
    if (id == null) {
      return told;
    }
    needed.add(told);
    return id;
  }
}

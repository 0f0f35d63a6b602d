package io.penstock.k8s.supply;

import io.penstock.k8s.policy.Findings;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * No library is in a version that an advisory names, unless a waiver says why that does not matter
 * here. Waivers that nothing needs, and those that are overdue, are findings too.
 */
final class Advisories {
  private final List<Advisory> advisories;
  private final List<Waiver> waivers;

  private Advisories(List<Advisory> advisories, List<Waiver> waivers) {
    this.advisories = advisories;
    this.waivers = waivers;
  }

  /** Reads both lists. */
  static Advisories read(Entry advisories, Entry waivers) {
    return new Advisories(
        advisories.only("advisories").entries("advisories").stream().map(Advisory::read).toList(),
        waivers.only("waivers").entries("waivers").stream().map(Waiver::read).toList());
  }

  /**
   * Looks at every library of every image.
   *
   * @param today the day that waivers are held against; without one none is overdue, so that an old
   *     commit still builds
   */
  void check(List<Bill> bills, Optional<LocalDate> today, Findings findings) {
    Set<Waiver> needed = new HashSet<>();
    Set<String> shipped = new HashSet<>();
    for (Bill bill : bills) {
      for (Component component : bill.components()) {
        shipped.add(component.packageUrl());
        advisories.stream()
            .filter(advisory -> advisory.affects(component))
            .forEach(advisory -> hold(advisory, bill.image(), component, needed, findings));
      }
    }
    checkNames(shipped, findings);
    for (Waiver waiver : waivers) {
      findings.demand(needed.contains(waiver), waiver, "nothing needs it");
      today.ifPresent(
          day ->
              findings.demand(
                  !day.isAfter(waiver.expires()), waiver, "overdue since " + waiver.expires()));
    }
  }

  /** A misspelt name would never match anything. */
  private void checkNames(Set<String> shipped, Findings findings) {
    for (Advisory advisory : advisories) {
      for (String name : advisory.packages()) {
        if (advisory.keptOut()) {
          findings.demand(!shipped.contains(name), advisory, "an image has " + name);
        } else {
          findings.demand(
              shipped.contains(name), advisory, "no image has " + name + ": misspelt, or kept-out");
        }
      }
    }
  }

  private void hold(
      Advisory advisory, String image, Component component, Set<Waiver> needed, Findings findings) {
    List<Waiver> given =
        waivers.stream().filter(waiver -> waiver.covers(advisory, component)).toList();
    needed.addAll(given);
    findings.demand(
        !given.isEmpty(),
        image + " " + component,
        advisory + ", fixed in " + advisory.fixed() + ": " + advisory.what());
  }
}

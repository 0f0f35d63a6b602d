package io.penstock.k8s.supply;

import io.penstock.k8s.policy.Findings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** All that is asked of the libraries in the images. */
final class SupplyGate {
  private final LicencePolicy licences;
  private final Advisories advisories;

  private SupplyGate(LicencePolicy licences, Advisories advisories) {
    this.licences = licences;
    this.advisories = advisories;
  }

  /** Opens it with the lists of a folder: licences.yaml, advisories.yaml, waivers.yaml. */
  static SupplyGate of(Path folder) {
    return of(
        Entry.file(folder.resolve("licences.yaml")),
        Entry.file(folder.resolve("advisories.yaml")),
        Entry.file(folder.resolve("waivers.yaml")));
  }

  /** The same with lists that were read already. */
  static SupplyGate of(Entry licences, Entry advisories, Entry waivers) {
    return new SupplyGate(LicencePolicy.read(licences), Advisories.read(advisories, waivers));
  }

  /**
   * What breaks a rule.
   *
   * @param bills the bill of every image
   * @param today what waivers are held against; without it none is overdue
   * @return in words, empty when all is well
   */
  List<String> problems(List<Bill> bills, Optional<LocalDate> today) {
    Findings findings = new Findings();
    licences.check(bills, findings);
    advisories.check(bills, today, findings);
    return findings.all();
  }
}

package io.penstock.k8s.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the gate is shut where it should be. Each case changes one thing of a bill that passes. */
class SupplyGateTest {
  private static final String LICENCES =
      """
      allowed: [Apache-2.0, EPL-2.0]
      """;
  private static final String ADVISORIES =
      """
      advisories:
        - id: CVE-2099-0001
          packages: [pkg:maven/org.example/pump]
          affected: "[2.8.0,3.9.2),[4.0.0,4.0.2)"
          fixed: 3.9.2
          what: It leaks.
          source: A test
      """;
  private static final String WAIVERS =
      """
      waivers:
        - advisory: CVE-2099-0001
          component: pkg:maven/org.example/pump@3.9.1
          reason: Nothing is pumped.
          recorded: "2026-11-21"
          expires: "2027-05-21"
      """;
  private static final String NONE = "waivers: []";

  @Test
  void aBillWithAllowedLicencesAndNoAffectedVersionPasses() {
    assertThat(problems(LICENCES, ADVISORIES, NONE, pump("3.9.2", "Apache-2.0"))).isEmpty();
  }

  @Test
  void aLibraryUnderTheGplFails() {
    assertThat(problems(LICENCES, ADVISORIES, NONE, pump("3.9.2", "GPL-3.0-only")))
        .singleElement()
        .asString()
        .contains("image pkg:maven/org.example/pump@3.9.2", "GPL-3.0-only");
  }

  @Test
  void aLibraryThatTellsNoLicenceFails() {
    assertThat(problems(LICENCES, ADVISORIES, NONE, pump("3.9.2")))
        .singleElement()
        .asString()
        .contains("tells no licence");
  }

  @Test
  void oneLicenceOfSeveralThatIsNotAllowedFails() {
    assertThat(problems(LICENCES, ADVISORIES, NONE, pump("3.9.2", "EPL-2.0", "GPL-2.0-only")))
        .hasSize(1);
  }

  @Test
  void aDecisionHoldsForWhatWasToldWhenItWasMadeAndNothingElse() {
    String decided =
        LICENCES
            + """
            decisions:
              - package: pkg:maven/org.example/pump
                told: [EPL-2.0, GPL-2.0-only]
                taken: EPL-2.0
                reason: Dual licence.
            """;

    assertThat(problems(decided, ADVISORIES, NONE, pump("3.9.2", "EPL-2.0", "GPL-2.0-only")))
        .isEmpty();
    assertThat(problems(decided, ADVISORIES, NONE, pump("3.9.2", "GPL-2.0-only")))
        .hasSize(2)
        .anyMatch(problem -> problem.contains("no decision"))
        .anyMatch(problem -> problem.contains("no library needs it"));
    assertThat(problems(decided, ADVISORIES, NONE, pump("3.9.2", "Apache-2.0")))
        .containsExactly("decision about pkg:maven/org.example/pump: no library needs it");
  }

  @Test
  void aDecisionCannotTakeWhatIsNotAllowed() {
    String decided =
        LICENCES
            + """
            decisions:
              - package: pkg:maven/org.example/pump
                told: []
                taken: GPL-2.0-only
                reason: It says so on its page.
            """;

    assertThat(problems(decided, ADVISORIES, NONE, pump("3.9.2")))
        .containsExactly("decision about pkg:maven/org.example/pump: GPL-2.0-only is not allowed");
  }

  @Test
  void aSpellingIsReadAsItsSpdxIdAndFailsWhenNoPomHasIt() {
    String spelt =
        LICENCES
            + """
            spellings:
              Apache Licence 2: Apache-2.0
            """;

    assertThat(problems(spelt, ADVISORIES, NONE, pump("3.9.2", "Apache Licence 2"))).isEmpty();
    assertThat(problems(spelt, ADVISORIES, NONE, pump("3.9.2", "Apache-2.0")))
        .containsExactly("spelling Apache Licence 2: no pom has it");
  }

  @ParameterizedTest
  @CsvSource({
    "2.7.9, 0",
    "2.8.0, 1",
    "3.9.1, 1",
    "3.10.0, 0",
    "3.9.2-rc1, 1",
    "3.9.2, 0",
    "4.0.1, 1",
    "4.0.2, 0"
  })
  void versionsAreOrderedAsMavenOrdersThem(String version, int problems) {
    assertThat(problems(LICENCES, ADVISORIES, NONE, pump(version, "Apache-2.0"))).hasSize(problems);
  }

  @Test
  void anAffectedVersionFailsWithoutAWaiver() {
    assertThat(problems(LICENCES, ADVISORIES, NONE, pump("3.9.1", "Apache-2.0")))
        .containsExactly(
            "image pkg:maven/org.example/pump@3.9.1: CVE-2099-0001, fixed in 3.9.2: It leaks.");
    assertThat(problems(LICENCES, ADVISORIES, WAIVERS, pump("3.9.1", "Apache-2.0"))).isEmpty();
  }

  @Test
  void aWaiverHoldsForOneVersion() {
    assertThat(problems(LICENCES, ADVISORIES, WAIVERS, pump("3.9.0", "Apache-2.0")))
        .hasSize(2)
        .anyMatch(problem -> problem.contains("CVE-2099-0001, fixed in 3.9.2"))
        .anyMatch(problem -> problem.contains("nothing needs it"));
  }

  @Test
  void aWaiverThatNothingNeedsFails() {
    assertThat(problems(LICENCES, ADVISORIES, WAIVERS, pump("3.9.2", "Apache-2.0")))
        .containsExactly(
            "waiver of CVE-2099-0001 for pkg:maven/org.example/pump@3.9.1: nothing needs it");
  }

  @Test
  void anOverdueWaiverFailsOnceADayIsGiven() {
    List<Bill> bills = pump("3.9.1", "Apache-2.0");

    assertThat(gate(LICENCES, ADVISORIES, WAIVERS).problems(bills, day("2027-05-21"))).isEmpty();
    assertThat(gate(LICENCES, ADVISORIES, WAIVERS).problems(bills, day("2027-05-22")))
        .containsExactly(
            "waiver of CVE-2099-0001 for pkg:maven/org.example/pump@3.9.1: overdue since"
                + " 2027-05-21");
  }

  @Test
  void anAdvisoryAboutWhatNoImageHasFailsUnlessItKeepsItOut() {
    String other = ADVISORIES.replace("pump", "valve");
    String keptOut = other + "    kept-out: true\n";

    assertThat(problems(LICENCES, other, NONE, pump("3.9.2", "Apache-2.0")))
        .singleElement()
        .asString()
        .contains("no image has pkg:maven/org.example/valve");
    assertThat(problems(LICENCES, keptOut, NONE, pump("3.9.2", "Apache-2.0"))).isEmpty();
    assertThat(
            problems(
                LICENCES, ADVISORIES + "    kept-out: true\n", NONE, pump("3.9.2", "Apache-2.0")))
        .containsExactly("CVE-2099-0001: an image has pkg:maven/org.example/pump");
  }

  @Test
  void listsWithMistakesAreRefused() {
    refused(LICENCES, ADVISORIES, WAIVERS.replace("reason: Nothing is pumped.", "reason: ''"));
    refused(LICENCES, ADVISORIES, WAIVERS.replace("2027-05-21", "2027-11-22"));
    refused(LICENCES, ADVISORIES, WAIVERS.replace("2027-05-21", "2026-11-20"));
    refused(LICENCES, ADVISORIES, WAIVERS.replace("2027-05-21", "soon"));
    refused(LICENCES, ADVISORIES, WAIVERS + "    until: ever\n");
    refused(LICENCES, ADVISORIES.replace("fixed: 3.9.2", "fixed: 3.9.1"), NONE);
    refused(LICENCES, ADVISORIES.replace("[2.8.0,3.9.2),[4.0.0,4.0.2)", "2.8.0"), NONE);
    refused(LICENCES, ADVISORIES.replace("CVE-2099-0001", "the big one"), NONE);
    refused(LICENCES, ADVISORIES.replace("/pump]", "/pump@3.9.1]"), NONE);
    refused(LICENCES, ADVISORIES.replace("fixed: 3.9.2", "fixed: 3.9"), NONE);
    refused("allowed: Apache-2.0", ADVISORIES, NONE);
  }

  @Test
  void aBillIsACycloneDxDocumentWithComponents() {
    assertThatIllegalArgumentException().isThrownBy(() -> Bill.parse("image", "{}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bill.parse("image", "{\"bomFormat\":\"CycloneDX\",\"components\":[]}"));
  }

  @Test
  void theBillsLicencesAreReadInAllTheirShapes() throws IOException {
    Bill bill =
        Bill.parse(
            "image",
            """
            {"bomFormat": "CycloneDX", "components": [
              {"group": "org.example", "name": "pump", "version": "1",
               "licenses": [{"license": {"id": "MIT"}}, {"license": {"name": "Own"}}]},
              {"group": "org.example", "name": "valve", "version": "2",
               "licenses": [{"expression": "(MIT OR EPL-2.0)"}]},
              {"group": "org.example", "name": "pipe", "version": "3"}]}
            """);

    assertThat(bill.components())
        .containsExactly(
            new Component("org.example", "pump", "1", List.of("MIT", "Own")),
            new Component("org.example", "valve", "2", List.of("(MIT OR EPL-2.0)")),
            new Component("org.example", "pipe", "3", List.of()));
  }

  private static void refused(String licences, String advisories, String waivers) {
    assertThatIllegalArgumentException().isThrownBy(() -> gate(licences, advisories, waivers));
  }

  private static List<String> problems(
      String licences, String advisories, String waivers, List<Bill> bills) {
    return gate(licences, advisories, waivers).problems(bills, Optional.empty());
  }

  private static SupplyGate gate(String licences, String advisories, String waivers) {
    return SupplyGate.of(
        Entry.text("licences", licences),
        Entry.text("advisories", advisories),
        Entry.text("waivers", waivers));
  }

  private static Optional<LocalDate> day(String day) {
    return Optional.of(LocalDate.parse(day));
  }

  private static List<Bill> pump(String version, String... licences) {
    return List.of(
        new Bill(
            "image", List.of(new Component("org.example", "pump", version, List.of(licences)))));
  }
}

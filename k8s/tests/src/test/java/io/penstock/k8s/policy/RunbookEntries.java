package io.penstock.k8s.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Manifests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Every alert says how bad it is, what is wrong, and where the runbook says what to do. */
final class RunbookEntries implements Policy {
  private final Path runbook;

  RunbookEntries(Path runbook) {
    this.runbook = runbook;
  }

  @Override
  public String name() {
    return "runbook-entries";
  }

  @Override
  public void check(Manifests manifests, Findings findings) {
    String text = text();
    for (Document rules : manifests.ofKind("PrometheusRule")) {
      for (JsonNode group : rules.spec().path("groups")) {
        for (JsonNode rule : group.path("rules")) {
          String alert = rule.path("alert").asText();
          findings.demand(
              rule.at("/labels/severity").asText().matches("critical|warning"),
              rules,
              alert + " must have a severity");
          findings.demand(
              !rule.at("/annotations/summary").asText().isEmpty(),
              rules,
              alert + " must have a summary");
          findings.demand(
              rule.at("/annotations/runbook_url")
                  .asText()
                  .endsWith("docs/runbook.md#" + alert.toLowerCase(Locale.ROOT)),
              rules,
              alert + " must point to its entry of the runbook");
          findings.demand(
              text.contains("\n### " + alert + "\n"),
              rules,
              alert + " has no entry in the runbook");
        }
      }
    }
  }

  private String text() {
    try {
      return Files.readString(runbook);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

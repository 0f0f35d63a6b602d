package io.penstock.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.testkit.manifests.Kustomize;
import io.penstock.testkit.manifests.StrictYaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules are what Prometheus takes, and fire when they should and not before. */
class RulesTest {
  private static final Path CASES = Path.of("src/test/resources/rules/cases.yaml");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @BeforeEach
  void writeWhatPrometheusReads() throws IOException {
    // JSON is YAML.
    new ObjectMapper().writeValue(folder.resolve("rules.yaml").toFile(), rules());
    Files.copy(CASES, folder.resolve("cases.yaml"));
  }

  @Test
  void prometheusTakesTheRules() throws Exception {
    assertThat(promtool("check", "rules", "rules.yaml")).contains("SUCCESS");
  }

  @Test
  void everyCaseComesOutAsItSays() throws Exception {
    assertThat(promtool("test", "rules", "cases.yaml")).contains("SUCCESS");
  }

  @Test
  void everyAlertFiresInSomeCase() throws IOException {
    List<String> alerts = new ArrayList<>();
    rules().findValues("alert").forEach(alert -> alerts.add(alert.asText()));
    List<String> fired = new ArrayList<>();
    for (JsonNode test : StrictYaml.read(Files.readString(CASES)).get(0).path("tests")) {
      for (JsonNode expected : test.path("alert_rule_test")) {
        if (!expected.path("exp_alerts").isEmpty()) {
          fired.add(expected.path("alertname").asText());
        }
      }
    }
    assertThat(fired).containsAll(alerts);
    assertThat(alerts).hasSizeGreaterThan(15).doesNotHaveDuplicates();
  }

  private static JsonNode rules() throws IOException {
    Path file = Kustomize.folder().resolve("base/monitoring/rules.yaml");
    return StrictYaml.read(Files.readString(file)).get(0).path("spec");
  }

  private String promtool(String... arguments) throws IOException, InterruptedException {
    String program =
        System.getProperty(
            "penstock.promtool", System.getenv().getOrDefault("PENSTOCK_PROMTOOL", "promtool"));
    assumeTrue(
        program.contains("/") || Kustomize.installed(program), "skipped: no promtool is installed");
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(told).isZero();
    return told;
  }
}

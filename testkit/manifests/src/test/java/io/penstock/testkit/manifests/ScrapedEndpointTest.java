package io.penstock.testkit.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScrapedEndpointTest {
  @Test
  void rulesChangeWhatMatchesAsAWholeOneAfterAnother() {
    ScrapedEndpoint endpoint =
        endpoint(
            """
            - {sourceLabels: [__name__, kind], regex: "a_(.+);x|y", targetLabel: what, replacement: "is $1"}
            - {sourceLabels: [__name__], regex: "a_(.*)", targetLabel: __name__, replacement: b_$1}
            - {sourceLabels: [__name__], regex: "b_gone", action: drop}
            """);

    assertThat(endpoint.relabelled(Map.of("__name__", "a_q", "kind", "x")))
        .containsExactly(
            Map.entry("__name__", "b_q"), Map.entry("kind", "x"), Map.entry("what", "is q"));
    assertThat(endpoint.relabelled(Map.of("__name__", "aa_q"))).hasSize(1);
    assertThat(endpoint.relabelled(Map.of("__name__", "a_gone"))).isEmpty();
  }

  @Test
  void whatNoMonitorUsesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> endpoint("- {sourceLabels: [a], action: hashmod}"))
        .withMessageContaining("hashmod");
  }

  @Test
  void aPageIsReadAsPrometheusReadsIt() {
    assertThat(
            Series.parse(
                """
                # HELP a text
                a{x="1",y="q\\"{}, z",} 2.5
                b +Inf 1700000000
                """))
        .containsExactly(
            new Series(Map.of("__name__", "a", "x", "1", "y", "q\\\"{}, z"), 2.5),
            new Series(Map.of("__name__", "b"), Double.POSITIVE_INFINITY));
  }

  private static ScrapedEndpoint endpoint(String rules) {
    JsonNode monitor =
        StrictYaml.read(
                "spec: {podMetricsEndpoints: [{path: /, metricRelabelings: "
                    + StrictYaml.read(rules).get(0)
                    + "}]}")
            .get(0);
    return ScrapedEndpoint.of(monitor).get(0);
  }
}

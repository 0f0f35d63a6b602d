package io.penstock.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.bridge.BridgeMetric;
import io.penstock.transforms.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documentation has every metric there is, in the order of the code, and no other. */
class MetricsDocTest {
  private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE);

  @Test
  void theDocumentationHasExactlyTheMetricsOfTheCode() throws IOException {
    List<String> pipelines = Arrays.stream(Metric.values()).map(Metric::metricName).toList();
    List<String> bridge =
        Arrays.stream(BridgeMetric.values()).map(BridgeMetric::metricName).toList();

    String[] sections = doc().split("## Bridge", -1);

    assertThat(sections).hasSize(2);
    assertThat(rows(sections[0])).containsExactlyElementsOf(pipelines);
    assertThat(rows(sections[1])).containsExactlyElementsOf(bridge);
  }

  private static String doc() throws IOException {
    return Files.readString(
        Path.of(System.getProperty("penstock.root")).resolve("docs").resolve("metrics.md"));
  }

  private static List<String> rows(String section) {
    return ROW.matcher(section).results().map((MatchResult row) -> row.group(1)).toList();
  }
}

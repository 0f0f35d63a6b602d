package io.penstock.testkit.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an alert, a dashboard or a scaler asks Prometheus.
 *
 * @param where who asks
 * @param expression in PromQL
 */
public record Query(String where, String expression) {
  /** Labels of what is scraped, which Prometheus puts on every series. */
  private static final Set<String> OF_TARGETS = Set.of("namespace", "pod", "job", "instance");

  /** The queries of a rendered document; none of most kinds. */
  public static List<Query> of(Document document) {
    List<Query> queries = new ArrayList<>();
    switch (document.kind()) {
      case "PrometheusRule" -> collect(document, document.spec(), "expr", queries);
      case "ScaledObject" -> collect(document, document.spec().path("triggers"), "query", queries);
      case "ConfigMap" -> {
        if (document.json().at("/metadata/labels").has("grafana_dashboard")) {
          for (JsonNode dashboard : document.json().path("data")) {
            collect(document, StrictYaml.read(dashboard.asText()).get(0), "expr", queries);
          }
        }
      }
      default -> {}
    }
    return queries;
  }

  /** The queries of all alerts and dashboards, as they stand in the repository. */
  public static List<Query> ofAlertsAndDashboards() throws IOException {
    List<Query> queries = new ArrayList<>(of(Kustomize.base("base/monitoring/rules.yaml")));
    Path dashboards = Kustomize.folder().resolve("base/monitoring/dashboards");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(dashboards, "*.json")) {
      for (Path file : files) {
        collect(file, StrictYaml.read(Files.readString(file)).get(0), "expr", queries);
      }
    }
    return queries;
  }

  private static void collect(Object where, JsonNode node, String field, List<Query> into) {
    for (JsonNode found : node.findValues(field)) {
      into.add(new Query(where.toString(), found.asText()));
    }
  }

  /**
   * What of the query nothing answers: metrics, with labels, of which no series has been scraped.
   *
   * @param asked the metrics that whoever was scraped should export; others are passed over
   */
  public List<PromExpression.Selector> unanswered(List<Series> scraped, Set<String> asked) {
    return PromExpression.parse(expression).selectors().stream()
        .filter(selector -> asked.contains(selector.metric()))
        .filter(selector -> scraped.stream().noneMatch(series -> answers(series, selector)))
        .toList();
  }

  private static boolean answers(Series series, PromExpression.Selector selector) {
    Set<String> labels = new HashSet<>(selector.labels());
    labels.removeAll(OF_TARGETS);
    return series.name().equals(selector.metric()) && series.labels().keySet().containsAll(labels);
  }
}

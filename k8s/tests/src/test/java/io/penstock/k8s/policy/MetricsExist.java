package io.penstock.k8s.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.k8s.Document;
import io.penstock.k8s.Manifests;
import io.penstock.k8s.StrictYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Alerts, dashboards and scaling ask for metrics that the catalogue has, and never by asset, series
 * or tag.
 */
final class MetricsExist implements Policy {
  private static final Pattern FORBIDDEN = Pattern.compile("\\b(asset|series|tag)\\s*(=|,|\\))");

  private final MetricCatalogue catalogue;

  MetricsExist(MetricCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public String name() {
    return "metrics-exist";
  }

  @Override
  public void check(Manifests manifests, Findings findings) {
    for (Document document : manifests.documents()) {
      for (String expression : expressions(document)) {
        for (String metric : PromExpression.metrics(expression)) {
          findings.demand(
              catalogue.names().contains(metric), document, "docs/metrics.md has no " + metric);
        }
        findings.demand(
            !FORBIDDEN.matcher(expression).find(), document, "never by asset: " + expression);
      }
    }
  }

  private static List<String> expressions(Document document) {
    List<String> expressions = new ArrayList<>();
    switch (document.kind()) {
      case "PrometheusRule" -> collect(document.spec(), "expr", expressions);
      case "ScaledObject" -> collect(document.spec().path("triggers"), "query", expressions);
      case "ConfigMap" -> {
        if (document.json().at("/metadata/labels").has("grafana_dashboard")) {
          for (JsonNode dashboard : document.json().path("data")) {
            collect(StrictYaml.read(dashboard.asText()).get(0), "expr", expressions);
          }
        }
      }
      default -> {}
    }
    return expressions;
  }

  private static void collect(JsonNode node, String field, List<String> into) {
    for (JsonNode found : node.findValues(field)) {
      into.add(found.asText());
    }
  }
}

package io.penstock.k8s.policy;

import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Manifests;
import io.penstock.testkit.manifests.PromExpression;
import io.penstock.testkit.manifests.Query;
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
      for (Query query : Query.of(document)) {
        String expression = query.expression();
        for (String metric : PromExpression.parse(expression).metrics()) {
          findings.demand(
              catalogue.names().contains(metric), document, "docs/metrics.md has no " + metric);
        }
        findings.demand(
            !FORBIDDEN.matcher(expression).find(), document, "never by asset: " + expression);
      }
    }
  }
}

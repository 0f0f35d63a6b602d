package io.penstock.testkit.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryTest {
  @Test
  void expressionsAreTakenApartIntoTheirMetrics() {
    assertThat(metrics("time() - min by (namespace, a) (x_y{z=\"q\"} > 0) / 1e3 > 5"))
        .containsExactly("x_y");
    assertThat(metrics("sum(rate(a[5m])) unless on (b) absent(c) and d offset 5m"))
        .containsExactly("a", "c", "d");
  }

  @Test
  void aSelectorHasTheLabelsThatItIsSelectedAndSummedBy() {
    assertThat(
            PromExpression.parse("sum by (le, s) (rate(a{x=~\"1|2\", y!=\"3\"}[5m])) > b")
                .selectors())
        .containsExactly(
            new PromExpression.Selector("a", Set.of("le", "s", "x")),
            new PromExpression.Selector("b", Set.of("le", "s")));
  }

  @Test
  void aQueryIsAnsweredByASeriesWithItsLabels() {
    Query query = new Query("here", "sum by (namespace, source) (rate(a[5m])) / c");
    List<Series> with = List.of(new Series(Map.of(Series.NAME, "a", "source", "plant"), 1));
    List<Series> without = List.of(new Series(Map.of(Series.NAME, "a"), 1));

    assertThat(query.unanswered(with, Set.of("a"))).isEmpty();
    assertThat(query.unanswered(without, Set.of("a", "c")))
        .extracting(PromExpression.Selector::metric)
        .containsExactly("a", "c");
  }

  @Test
  void alertsAndDashboardsAskForMuch() throws IOException {
    assertThat(Query.ofAlertsAndDashboards()).hasSizeGreaterThan(40);
  }

  private static Set<String> metrics(String expression) {
    return PromExpression.parse(expression).metrics();
  }
}

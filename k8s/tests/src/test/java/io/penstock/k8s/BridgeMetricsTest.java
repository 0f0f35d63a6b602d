package io.penstock.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.bridge.Bridge;
import io.penstock.bridge.BridgeMetric;
import io.penstock.bridge.BridgeSettings;
import io.penstock.bridge.KafkaConnection;
import io.penstock.bridge.MqttConnection;
import io.penstock.bridge.StatusServer;
import io.penstock.core.plan.Plan;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.testkit.manifests.Kustomize;
import io.penstock.testkit.manifests.PromExpression;
import io.penstock.testkit.manifests.Query;
import io.penstock.testkit.manifests.ScrapedEndpoint;
import io.penstock.testkit.manifests.Series;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A bridge of the trial's plan, scraped as its pod monitor says, answers whatever alerts and
 * dashboards ask of bridges, from its start on and without any broker.
 */
class BridgeMetricsTest {
  private static final String NO_BROKER = "127.0.0.1";
  private static final int NO_PORT = 1;

  @Test
  void aBridgeAnswersAlertsAndDashboardsAsSoonAsItRuns() throws Exception {
    Plan plan =
        PlanReader.create().read(Kustomize.folder().resolve("overlays/dev/config/plan.yaml"));
    ScrapedEndpoint endpoint =
        ScrapedEndpoint.of(Kustomize.base("base/bridge/podmonitor.yaml").json()).get(0);
    Set<String> asked =
        Arrays.stream(BridgeMetric.values())
            .map(BridgeMetric::metricName)
            .collect(Collectors.toSet());
    List<Query> queries = Query.ofAlertsAndDashboards();
    try (Bridge bridge =
            Bridge.start(
                plan,
                "0",
                MqttConnection.plain(NO_BROKER, NO_PORT, MqttConnection.Version.MQTT_5),
                KafkaConnection.plain(NO_BROKER + ":" + NO_PORT),
                BridgeSettings.DEFAULT);
        StatusServer server =
            bridge.serve(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      List<Series> series =
          endpoint.scrape(URI.create("http://127.0.0.1:" + server.address().getPort()));

      assertThat(queries)
          .allSatisfy(query -> assertThat(query.unanswered(series, asked)).isEmpty());
    }
    assertThat(queries.stream().flatMap(query -> metrics(query).stream()).filter(asked::contains))
        .as("metrics of bridges that queries ask for")
        .isNotEmpty();
  }

  private static List<String> metrics(Query query) {
    return PromExpression.parse(query.expression()).selectors().stream()
        .map(PromExpression.Selector::metric)
        .toList();
  }
}

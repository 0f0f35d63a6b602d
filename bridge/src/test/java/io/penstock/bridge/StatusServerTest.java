package io.penstock.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusServerTest {
  @Test
  void tellsThatItWaitsForKafkaAndEveryMetric() throws Exception {
    MqttLink.Opener unused =
        (route, receiver) -> {
          throw new AssertionError("Kafka comes first");
        };
    try (Bridge bridge =
            Bridge.start(
                "test",
                List.of(Brokers.source("a", "", "no-such-topic")),
                "1",
                unused,
                Brokers.kafkaConnection(),
                BridgeSettings.DEFAULT);
        StatusServer server =
            bridge.serve(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      assertThat(ask(server, "/healthz").statusCode()).isEqualTo(200);
      HttpResponse<String> ready = ask(server, "/readyz");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).isEqualTo("plant waiting_for_kafka\n");
      String metrics = ask(server, "/metrics").body();
      for (BridgeMetric metric : BridgeMetric.values()) {
        assertThat(metrics).contains(metric.metricName() + "{source=\"plant\"} ");
      }
    }
  }

  private static HttpResponse<String> ask(StatusServer server, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}

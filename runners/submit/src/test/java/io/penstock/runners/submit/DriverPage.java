package io.penstock.runners.submit;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.testkit.FreePort;
import io.penstock.testkit.manifests.Kustomize;
import io.penstock.testkit.manifests.ScrapedEndpoint;
import io.penstock.testkit.manifests.Series;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Prometheus gets of a driver, asked as {@code k8s/base/spark/podmonitor.yaml} says, with that
 * relabelling.
 *
 * @param port of the driver's user interface
 */
record DriverPage(int port) {

  static DriverPage atFreePort() throws IOException {
    return new DriverPage(FreePort.next());
  }

  /** Of the settings in {@code k8s/base/spark/catch-up.yaml} those that make this page. */
  Map<String, String> settings() throws IOException {
    JsonNode spec = Kustomize.base("base/spark/catch-up.yaml").spec();
    Map<String, String> settings = new TreeMap<>();
    spec.at("/template/sparkConf")
        .fields()
        .forEachRemaining(setting -> settings.put(setting.getKey(), setting.getValue().asText()));
    settings.keySet().removeIf(key -> !key.matches("spark\\.(metrics|ui\\.prometheus)\\..*"));
    settings.put("spark.ui.port", Integer.toString(port));
    return settings;
  }

  /** The run's series; none while there is no driver. */
  List<Series> series() throws IOException, InterruptedException {
    JsonNode monitor = Kustomize.base("base/spark/podmonitor.yaml").json();
    try {
      return ScrapedEndpoint.of(monitor).get(0).scrape(URI.create("http://127.0.0.1:" + port));
    } catch (ConnectException e) {
      return List.of();
    }
  }

  /** The sum of all series of a name, 0 when there are none. */
  long sum(String name) throws IOException, InterruptedException {
    return (long)
        series().stream()
            .filter(series -> series.name().equals(name))
            .mapToDouble(Series::value)
            .sum();
  }

  /** A page of the driver's user interface. */
  String text(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}

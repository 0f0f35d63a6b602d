package io.penstock.runners.submit;

import io.penstock.testkit.FreePort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a driver exports to Prometheus, with the settings of {@code k8s/base/spark/catch-up.yaml}.
 *
 * @param port of the driver's user interface
 */
record DriverPage(int port) {
  private static final Path MANIFEST = Path.of("../../k8s/base/spark/catch-up.yaml");
  private static final Pattern SETTING =
      Pattern.compile("(?m)^ +(spark\\.(?:metrics|ui\\.prometheus)\\.\\S+): \"?([^\"\\n]+)\"?$");

  static DriverPage atFreePort() throws IOException {
    return new DriverPage(FreePort.next());
  }

  /** The settings of a submission that has this page. */
  Map<String, String> settings() throws IOException {
    Map<String, String> settings = new TreeMap<>();
    SETTING
        .matcher(Files.readString(MANIFEST))
        .results()
        .forEach(found -> settings.put(found.group(1), found.group(2)));
    settings.put("spark.ui.port", Integer.toString(port));
    return settings;
  }

  /** A counter of the run; 0 while there is no driver, or none of it. */
  long counter(String name) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics/prometheus/"))
            .build();
    try {
      String page =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
      return Pattern.compile(
              "(?m)^metrics_penstock_driver_penstock_" + name + "_Value\\{[^}]*} (\\d+)$")
          .matcher(page)
          .results()
          .mapToLong(found -> Long.parseLong(found.group(1)))
          .sum();
    } catch (ConnectException e) {
      return 0;
    }
  }
}

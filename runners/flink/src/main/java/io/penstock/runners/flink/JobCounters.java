package io.penstock.runners.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The counters of a running job, asked of the cluster's REST interface, which hears of them every
 * few seconds. Beam hands them to Flink as accumulators only when a job is over.
 *
 * @param address host and port of the REST interface
 * @param job the job's id
 */
record JobCounters(String address, String job) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /**
   * The sum of each counter over all steps and tasks since the job was last started; one that never
   * counted anything is not there.
   *
   * @param names the counters, as {@code namespace_name} or by a name that is unique
   */
  Map<String, Long> sums(Set<String> names) throws IOException, InterruptedException {
    Map<String, Long> sums = new TreeMap<>();
    for (JsonNode vertex : get("").path("vertices")) {
      String metrics = "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
      for (JsonNode metric : get(metrics)) {
        String id = metric.path("id").asText();
        Optional<String> name = known(id, names);
        if (name.isPresent()) {
          String query = "?agg=sum&get=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
          for (JsonNode found : get(metrics + query)) {
            sums.merge(name.get(), (long) found.path("sum").asDouble(), Long::sum);
          }
        }
      }
    }
    return sums;
  }

  /** Flink's names end in namespace and name, joined by an underscore. */
  private static Optional<String> known(String id, Set<String> names) {
    String last = id.substring(id.lastIndexOf('.') + 1);
    return names.stream()
        .filter(name -> last.equals(name) || last.endsWith('_' + name))
        .findFirst();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + "/jobs/" + job + path)).build();
    HttpResponse<String> response =
        HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() != 200) {
      throw new IOException(request.uri() + " answered " + response.statusCode());
    }
    return JSON.readTree(response.body());
  }
}

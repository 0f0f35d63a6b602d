package io.penstock.runners.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * What a cluster's REST interface tells of one job.
 *
 * @param address host and port of the interface
 * @param job the job's id
 */
public record JobPages(String address, String job) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CAUSE = "Caused by: ";

  /** A page below the job's own. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + "/jobs/" + job + path))
            .timeout(PATIENCE)
            .build();
    HttpResponse<String> response =
        HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() == 404) {
      throw new JobUnknown(request.uri() + " is not known");
    }
    if (response.statusCode() != 200) {
      throw new IOException(request.uri() + " answered " + response.statusCode());
    }
    return JSON.readTree(response.body());
  }

  /** Why the job last failed and was started again, down to the cause; empty if it never did. */
  public Optional<Fault> lastFault() throws IOException, InterruptedException {
    JsonNode latest = get("/exceptions").path("exceptionHistory").path("entries").path(0);
    String stack = latest.path("stacktrace").asText("");
    if (stack.isEmpty()) {
      return Optional.empty();
    }
    int cause = stack.lastIndexOf(CAUSE);
    String told = cause < 0 ? stack : stack.substring(cause + CAUSE.length());
    return Optional.of(
        new Fault(latest.path("timestamp").asLong(), told.lines().findFirst().orElse("")));
  }

  /** That the cluster does not know the job. */
  static final class JobUnknown extends IOException {
    private static final long serialVersionUID = 1;

    JobUnknown(String message) {
      super(message);
    }
  }

  /** A failure: when, in milliseconds since 1970, and what. */
  public record Fault(long millis, String cause) {}
}

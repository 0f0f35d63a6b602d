package io.penstock.runners.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * What a cluster tells over its REST interface.
 *
 * @param address host and port
 */
record FlinkRest(String address) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /** The port alone. */
  String port() {
    return address.substring(address.indexOf(':') + 1);
  }

  boolean answers() throws InterruptedException {
    try {
      return get("/overview").has("taskmanagers");
    } catch (IOException e) {
      return false;
    }
  }

  /** Ids of all jobs. */
  List<String> jobs() throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    get("/jobs").path("jobs").forEach(job -> ids.add(job.path("id").asText()));
    return ids;
  }

  /** Ids of the TaskManagers that are registered. */
  Set<String> taskManagers() throws IOException, InterruptedException {
    Set<String> ids = new TreeSet<>();
    get("/taskmanagers").path("taskmanagers").forEach(one -> ids.add(one.path("id").asText()));
    return ids;
  }

  /** Ids of the TaskManagers that run tasks of a job. */
  Set<String> taskManagersOf(String job) throws IOException, InterruptedException {
    Set<String> ids = new TreeSet<>();
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      JsonNode tasks = get("/jobs/" + job + "/vertices/" + vertex.path("id").asText());
      for (JsonNode task : tasks.path("subtasks")) {
        if (task.path("status").asText().equals("RUNNING")) {
          ids.add(task.path("taskmanager-id").asText());
        }
      }
    }
    return ids;
  }

  /** {@code RUNNING}, {@code RESTARTING} and so on. */
  String state(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job).path("state").asText();
  }

  /** Whether all tasks of a job run, or have nothing to do. */
  boolean allTasksRun(String job) throws IOException, InterruptedException {
    JsonNode page = get("/jobs/" + job);
    if (!page.path("state").asText().equals("RUNNING")) {
      return false;
    }
    for (JsonNode vertex : page.path("vertices")) {
      String status = vertex.path("status").asText();
      if (!status.equals("RUNNING") && !status.equals("FINISHED")) {
        return false;
      }
    }
    return true;
  }

  /** The stack of the job's last failure; empty for none. */
  String lastFault(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job + "/exceptions")
        .path("exceptionHistory")
        .path("entries")
        .path(0)
        .path("stacktrace")
        .asText();
  }

  /** When the job last failed, in milliseconds; 0 for never. */
  long lastFaultMillis(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job + "/exceptions")
        .path("exceptionHistory")
        .path("entries")
        .path(0)
        .path("timestamp")
        .asLong(0);
  }

  /** How many checkpoints of a job were completed. */
  long checkpoints(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job + "/checkpoints").path("counts").path("completed").asLong();
  }

  /** When the newest completed checkpoint of a job was begun, in milliseconds; 0 for none. */
  long newestCheckpointMillis(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job + "/checkpoints")
        .path("latest")
        .path("completed")
        .path("trigger_timestamp")
        .asLong(0);
  }

  /** Ends a job where it stands. */
  void cancel(String job) throws IOException, InterruptedException {
    send(
        HttpRequest.newBuilder(uri("/jobs/" + job + "?mode=cancel"))
            .method("PATCH", HttpRequest.BodyPublishers.noBody()));
  }

  /** The sum of a counter over all tasks of a job; 0 also when it is not there. */
  long counter(String job, String name) throws IOException, InterruptedException {
    long sum = 0;
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      String metrics =
          "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
      List<String> ids = new ArrayList<>();
      get(metrics).forEach(metric -> ids.add(metric.path("id").asText()));
      for (String id : ids) {
        if (id.endsWith(name)) {
          String query = "?agg=sum&get=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
          sum += (long) get(metrics + query).path(0).path("sum").asDouble();
        }
      }
    }
    return sum;
  }

  /** A page as it is. */
  String page(String path) throws IOException, InterruptedException {
    return exchange(HttpRequest.newBuilder(uri(path)));
  }

  /**
   * Asks for a savepoint of a job that goes on.
   *
   * @return whether it is there, when asked again
   */
  Callable<Boolean> savepoint(String job, String folder) throws IOException, InterruptedException {
    String page = "/jobs/" + job + "/savepoints";
    String order = JSON.writeValueAsString(Map.of("target-directory", folder));
    String request =
        send(HttpRequest.newBuilder(uri(page)).POST(HttpRequest.BodyPublishers.ofString(order)))
            .path("request-id")
            .asText();
    return () -> get(page + "/" + request).path("operation").has("location");
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  private static JsonNode send(HttpRequest.Builder unfinished)
      throws IOException, InterruptedException {
    return JSON.readTree(exchange(unfinished));
  }

  private static String exchange(HttpRequest.Builder unfinished)
      throws IOException, InterruptedException {
    HttpRequest request = unfinished.timeout(Duration.ofSeconds(30)).build();
    HttpResponse<String> response =
        HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          request.uri() + " answered " + response.statusCode() + ": " + response.body());
    }
    return response.body();
  }

  private URI uri(String path) {
    return URI.create("http://" + address + path);
  }
}

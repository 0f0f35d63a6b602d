package io.penstock.runners.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The counters of a running job. The cluster hears of them every few seconds; Beam hands them to
 * Flink as accumulators only when a job is over.
 *
 * @param pages what the cluster tells of the job
 */
public record JobCounters(JobPages pages) {

  /**
   * The sum of each counter over all steps and tasks since the job was last started; one that never
   * counted anything is not there.
   *
   * @param names the counters, as {@code namespace_name} or by a name that is unique
   */
  public Map<String, Long> sums(Set<String> names) throws IOException, InterruptedException {
    Map<String, Long> sums = new TreeMap<>();
    for (JsonNode vertex : pages.get("").path("vertices")) {
      String metrics = "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
      for (JsonNode metric : pages.get(metrics)) {
        String id = metric.path("id").asText();
        Optional<String> name = known(id, names);
        if (name.isPresent()) {
          String query = "?agg=sum&get=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
          for (JsonNode found : pages.get(metrics + query)) {
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
}

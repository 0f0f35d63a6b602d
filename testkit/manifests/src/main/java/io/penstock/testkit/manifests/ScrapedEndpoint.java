package io.penstock.testkit.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One endpoint of a PodMonitor: where Prometheus looks, and what it makes of what it finds there.
 * Of its relabelling there are replacing and dropping, which is what the monitors use; anything
 * else is refused.
 *
 * @param path where the pod exports its metrics
 * @param rules in the order in which they are applied
 */
public record ScrapedEndpoint(String path, List<Rule> rules) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /**
   * What becomes of series some of whose labels match as a whole.
   *
   * @param sources labels whose values are matched, joined by semicolons
   * @param regex what they must match
   * @param target the label that is set; none where the series is dropped
   * @param replacement its value, with groups of the match
   */
  public record Rule(
      List<String> sources, Pattern regex, Optional<String> target, String replacement) {}

  /** Takes a list of rules over. */
  public ScrapedEndpoint {
    rules = List.copyOf(rules);
  }

  /** The endpoints of a monitor. */
  public static List<ScrapedEndpoint> of(JsonNode monitor) {
    List<ScrapedEndpoint> endpoints = new ArrayList<>();
    for (JsonNode endpoint : monitor.at("/spec/podMetricsEndpoints")) {
      List<Rule> rules = new ArrayList<>();
      endpoint.path("metricRelabelings").forEach(rule -> rules.add(rule(rule)));
      endpoints.add(new ScrapedEndpoint(endpoint.path("path").asText("/metrics"), rules));
    }
    return endpoints;
  }

  private static Rule rule(JsonNode rule) {
    List<String> sources = new ArrayList<>();
    rule.path("sourceLabels").forEach(label -> sources.add(label.asText()));
    String action = rule.path("action").asText("replace");
    if (!action.equals("replace") && !action.equals("drop")) {
      throw new IllegalArgumentException("no relabelling with action " + action);
    }
    return new Rule(
        List.copyOf(sources),
        Pattern.compile(rule.path("regex").asText("(.*)")),
        action.equals("drop") ? Optional.empty() : Optional.of(rule.path("targetLabel").asText()),
        rule.path("replacement").asText("$1"));
  }

  /**
   * What Prometheus keeps of a page of a process at an address such as {@code http://host:9249}.
   */
  public List<Series> scrape(URI address) throws IOException, InterruptedException {
    HttpResponse<String> response =
        HTTP.send(
            HttpRequest.newBuilder(address.resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(address.resolve(path) + " answered " + response.statusCode());
    }
    return Series.parse(response.body()).stream().flatMap(this::relabelled).toList();
  }

  private Stream<Series> relabelled(Series series) {
    Map<String, String> labels = relabelled(series.labels());
    return labels.isEmpty() ? Stream.empty() : Stream.of(new Series(labels, series.value()));
  }

  /** What becomes of a series' labels; none of them where it is dropped. */
  public Map<String, String> relabelled(Map<String, String> before) {
    Map<String, String> labels = new TreeMap<>(before);
    for (Rule rule : rules) {
      String joined =
          rule.sources().stream()
              .map(source -> labels.getOrDefault(source, ""))
              .collect(Collectors.joining(";"));
      Matcher matcher = rule.regex().matcher(joined);
      if (matcher.matches()) {
        if (rule.target().isEmpty()) {
          return Map.of();
        }
        StringBuilder value = new StringBuilder();
        matcher.appendReplacement(value, rule.replacement());
        labels.put(rule.target().get(), value.toString());
      }
    }
    return labels;
  }
}

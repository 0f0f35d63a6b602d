package io.penstock.runners.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of what a running cluster exports, as Prometheus has them after the pod monitor's
 * relabelling; and those that {@code docs/metrics.md} says it does.
 */
final class ScrapedMetrics {
  private static final Path MONITOR = Path.of("../../k8s/base/flink/podmonitor.yaml");
  private static final Path DOCUMENT = Path.of("../../docs/metrics.md");
  private static final Pattern FLINK = Pattern.compile("(?m)^\\| Flink \\| `(\\w+)` \\|");
  private static final Pattern COUNTER = Pattern.compile("(?m)^\\| `(\\w+)` \\|");
  private static final Pattern SERIES = Pattern.compile("(?m)^(\\w+)[{ ]");

  private ScrapedMetrics() {}

  /** What processes export at some ports of this machine. */
  static SortedSet<String> at(List<Integer> ports) throws IOException, InterruptedException {
    List<Rule> rules = rules();
    SortedSet<String> names = new TreeSet<>();
    for (int port : ports) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics")).build();
      String page =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
      SERIES.matcher(page).results().forEach(found -> names.add(relabelled(found.group(1), rules)));
    }
    return names;
  }

  /** Flink's own series that alerts and dashboards read. */
  static SortedSet<String> documentedOfFlink() throws IOException {
    return found(FLINK, Files.readString(DOCUMENT));
  }

  /** The pipelines' counters. */
  static SortedSet<String> documentedCounters() throws IOException {
    return found(COUNTER, Files.readString(DOCUMENT).split("\n## ", -1)[1]);
  }

  private static SortedSet<String> found(Pattern pattern, String text) {
    SortedSet<String> names = new TreeSet<>();
    pattern.matcher(text).results().forEach(row -> names.add(row.group(1)));
    return names;
  }

  /** Of Prometheus' relabelling, as far as it is about names. */
  private record Rule(Pattern regex, String replacement) {}

  private static List<Rule> rules() throws IOException {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode rule : Yaml.read(MONITOR).at("/spec/podMetricsEndpoints/0/metricRelabelings")) {
      if (rule.path("targetLabel").asText().equals("__name__")) {
        rules.add(
            new Rule(
                Pattern.compile(rule.path("regex").asText()), rule.path("replacement").asText()));
      }
    }
    return rules;
  }

  private static String relabelled(String name, List<Rule> rules) {
    String renamed = name;
    for (Rule rule : rules) {
      Matcher matcher = rule.regex().matcher(renamed);
      renamed = matcher.matches() ? matcher.replaceAll(rule.replacement()) : renamed;
    }
    return renamed;
  }
}

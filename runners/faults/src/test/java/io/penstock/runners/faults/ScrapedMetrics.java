package io.penstock.runners.faults;

import io.penstock.testkit.manifests.Kustomize;
import io.penstock.testkit.manifests.ScrapedEndpoint;
import io.penstock.testkit.manifests.Series;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a running cluster exports, as Prometheus has it after the pod monitor's relabelling; and the
 * names of what {@code docs/metrics.md} says it does.
 */
final class ScrapedMetrics {
  private static final String MONITOR = "base/flink/podmonitor.yaml";
  private static final Path DOCUMENT = Path.of("../../docs/metrics.md");
  private static final Pattern FLINK = Pattern.compile("(?m)^\\| Flink \\| `(\\w+)` \\|");
  private static final Pattern COUNTER = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

  private ScrapedMetrics() {}

  /** What processes export at some ports of this machine; nothing of those that do not answer. */
  static List<Series> at(List<Integer> ports) throws IOException, InterruptedException {
    ScrapedEndpoint endpoint = ScrapedEndpoint.of(Kustomize.base(MONITOR).json()).get(0);
    List<Series> all = new ArrayList<>();
    for (int port : ports) {
      all.addAll(scrape(endpoint, URI.create("http://localhost:" + port)));
    }
    return all;
  }

  /** Asks twice: a server may close a connection from before just when it is used again. */
  private static List<Series> scrape(ScrapedEndpoint endpoint, URI address)
      throws InterruptedException {
    for (int i = 0; i < 2; i++) {
      try {
        return endpoint.scrape(address);
      } catch (IOException missed) {
        System.out.println(address + " does not answer: " + missed.getMessage());
      }
    }
    return List.of();
  }

  /** The names of series. */
  static SortedSet<String> names(List<Series> series) {
    return series.stream().map(Series::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Flink's own series that alerts and dashboards read. */
  static SortedSet<String> documentedOfFlink() throws IOException {
    return found(FLINK, Files.readString(DOCUMENT));
  }

  /** The pipelines' counters. */
  static SortedSet<String> documentedCounters() throws IOException {
    return found(COUNTER, Files.readString(DOCUMENT).split("\n## ", -1)[1]);
  }

  /**
   * The metrics that a running stream must answer queries with. Absent is {@code
   * penstock_dropped_due_to_lateness}, which Beam counts from the first drop on and which must
   * never come: its alert asks for more than 0, so nothing is what it hopes for.
   */
  static SortedSet<String> askedOfTheStream() throws IOException {
    SortedSet<String> asked = documentedOfFlink();
    for (String counter : documentedCounters()) {
      asked.add("penstock_" + counter);
      asked.add("penstock_source_" + counter);
    }
    asked.add("penstock_quarantine");
    asked.add("penstock_hot_delay_ms_bucket");
    return asked;
  }

  private static SortedSet<String> found(Pattern pattern, String text) {
    SortedSet<String> names = new TreeSet<>();
    pattern.matcher(text).results().forEach(row -> names.add(row.group(1)));
    return names;
  }
}

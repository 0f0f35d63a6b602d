package io.penstock.k8s.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names of all metrics in Prometheus, as docs/metrics.md lists them: the pipelines' counters
 * with the prefix that the relabelling of the pod monitor gives them, the others as they are.
 *
 * @param names the names
 */
public record MetricCatalogue(Set<String> names) {
  private static final Pattern COUNTER =
      Pattern.compile("^\\| `([a-z]\\w+)` \\|", Pattern.MULTILINE);
  private static final Pattern SERIES =
      Pattern.compile("^\\| [A-Z][^|`]* \\| `([a-z]\\w+)` \\|", Pattern.MULTILINE);

  /** Reads the document. */
  public static MetricCatalogue read(Path file) {
    try {
      String text = Files.readString(file);
      Set<String> names = new HashSet<>();
      COUNTER
          .matcher(text)
          .results()
          .map(row -> row.group(1))
          .forEach(name -> addCounter(name, names));
      SERIES.matcher(text).results().forEach(row -> names.add(row.group(1)));
      return new MetricCatalogue(Set.copyOf(names));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addCounter(String name, Set<String> names) {
    if (name.startsWith("penstock_")) {
      names.add(name);
      return;
    }
    if (name.contains("_le_")) {
      return; // a bucket: the metric of all of them is listed by itself
    }
    names.add("penstock_" + name);
    if (name.matches("(raw|readings|byte)_.+") && !name.equals("readings_considered")) {
      names.add("penstock_source_" + name);
    }
  }
}

package io.penstock.testkit.manifests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One series with a value, as a page in Prometheus' text format has it.
 *
 * @param labels its labels; {@code __name__} is the metric's name
 * @param value what was scraped
 */
public record Series(Map<String, String> labels, double value) {
  /** The label that holds the metric's name. */
  public static final String NAME = "__name__";

  private static final Pattern LINE =
      Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)\\})? (\\S+)(?: \\d+)?$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Takes a map of labels over. */
  public Series {
    labels = Map.copyOf(labels);
  }

  /** The metric's name. */
  public String name() {
    return labels.getOrDefault(NAME, "");
  }

  /** Reads a page. */
  static List<Series> parse(String page) {
    List<Series> all = new ArrayList<>();
    Matcher line = LINE.matcher(page);
    while (line.find()) {
      Map<String, String> labels = new TreeMap<>(Map.of(NAME, line.group(1)));
      if (line.group(2) != null) {
        LABEL
            .matcher(line.group(2))
            .results()
            .forEach(label -> labels.put(label.group(1), label.group(2)));
      }
      all.add(new Series(labels, number(line.group(3))));
    }
    return all;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}

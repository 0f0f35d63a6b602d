package io.penstock.testkit.manifests;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A PromQL expression, as far as telling which metrics it reads, and by which labels.
 *
 * @param selectors what it reads, in the order of the expression
 */
public record PromExpression(List<Selector> selectors) {
  private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*\\]");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
  private static final Pattern SELECTOR =
      Pattern.compile("(?<![\\w.:])([a-zA-Z_:][a-zA-Z0-9_:]*+)(?!\\s*\\()\\s*(\\{[^}]*\\})?");
  private static final Pattern MATCHED = Pattern.compile("(\\w+)\\s*=");
  private static final Pattern WORD = Pattern.compile("\\w+");
  private static final Set<String> WORDS =
      Set.of(
          "and", "or", "unless", "by", "without", "on", "ignoring", "bool", "offset", "inf", "nan");

  /**
   * One metric that is read.
   *
   * @param metric its name
   * @param labels those that its series must have to be of use here: that it is selected by, and
   *     that the expression sums by
   */
  public record Selector(String metric, Set<String> labels) {}

  /** Takes an expression apart. What it sums by counts for each of its metrics. */
  public static PromExpression parse(String expression) {
    String bare = TEXT.matcher(expression).replaceAll("");
    bare = RANGE.matcher(bare).replaceAll(" ");
    Set<String> summedBy = new TreeSet<>();
    for (MatchResult grouping : GROUPING.matcher(bare).results().toList()) {
      if (grouping.group(1).equals("by")) {
        summedBy.addAll(found(WORD, 0, grouping.group(2)));
      }
    }
    bare = GROUPING.matcher(bare).replaceAll(" ");
    List<Selector> selectors = new ArrayList<>();
    for (MatchResult selector : SELECTOR.matcher(bare).results().toList()) {
      if (!WORDS.contains(selector.group(1))) {
        Set<String> labels = new TreeSet<>(summedBy);
        if (selector.group(2) != null) {
          labels.addAll(found(MATCHED, 1, selector.group(2)));
        }
        selectors.add(new Selector(selector.group(1), labels));
      }
    }
    return new PromExpression(List.copyOf(selectors));
  }

  /** The names of the metrics. */
  public Set<String> metrics() {
    return selectors.stream().map(Selector::metric).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> found(Pattern pattern, int group, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(group))
        .collect(Collectors.toSet());
  }
}

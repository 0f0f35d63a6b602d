package io.penstock.k8s.policy;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A PromQL expression, as far as telling which metrics it reads. */
public final class PromExpression {
  private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern SELECTOR = Pattern.compile("\\{[^}]*\\}|\\[[^\\]]*\\]");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w.:])[a-zA-Z_:][a-zA-Z0-9_:]*+(?!\\s*\\()");
  private static final Set<String> WORDS =
      Set.of(
          "and", "or", "unless", "by", "without", "on", "ignoring", "bool", "offset", "inf", "nan");

  private PromExpression() {}

  /** The names of the metrics. */
  public static Set<String> metrics(String expression) {
    String bare = TEXT.matcher(expression).replaceAll("");
    bare = SELECTOR.matcher(bare).replaceAll(" ");
    bare = GROUPING.matcher(bare).replaceAll(" ");
    Set<String> metrics = new TreeSet<>();
    NAME.matcher(bare).results().map(found -> found.group()).forEach(metrics::add);
    metrics.removeAll(WORDS);
    return metrics;
  }
}

package io.penstock.pipelines.plan;

import io.penstock.core.plan.Shown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of a plan or catalogue, read key by key. Whatever cannot be read is noted in the file
 * and answered with the given default, so that reading always goes on to the end.
 */
final class YamlMap {
  private final SettingsFile file;
  private final String path;
  private final int line;
  private final List<String> known;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private boolean hasUnknownKeys;

  private YamlMap(SettingsFile file, String path, int line, List<String> known) {
    this.file = file;
    this.path = path;
    this.line = line;
    this.known = known;
  }

  /**
   * A mapping with no other keys than the known ones; empty, with the problem noted, when the node
   * is none.
   */
  static YamlMap of(Node node, String path, List<String> known, SettingsFile file) {
    YamlMap map = new YamlMap(file, path, YamlText.line(node), known);
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(map::take);
    } else {
      map.fault(
          "must be a mapping with keys out of %s, but was: %s"
              .formatted(String.join(", ", known), shown(node)));
    }
    return map;
  }

  private void take(NodeTuple tuple) {
    Node node = tuple.getKeyNode();
    if (!(node instanceof ScalarNode scalar)) {
      file.fault(YamlText.line(node), path, "must have texts as keys, but has: " + shown(node));
      return;
    }
    String key = scalar.getValue();
    Node first = values.get(key);
    if (!known.contains(key)) {
      hasUnknownKeys = true;
      file.note(
          YamlText.line(node),
          child(Shown.text(key)),
          "is not known; the nearest known key is " + NearestName.of(key, known));
    } else if (first != null) {
      file.note(
          YamlText.line(node),
          child(key),
          "is given twice, the first time in line " + YamlText.line(first));
    } else {
      values.put(key, tuple.getValueNode());
      file.stands(child(key), YamlText.line(tuple.getValueNode()));
    }
  }

  int line() {
    return line;
  }

  /** The keys that are there, in the order of the file. */
  List<String> keys() {
    return List.copyOf(values.keySet());
  }

  /** Whether there were keys that are not known, which has been noted. */
  boolean hasUnknownKeys() {
    return hasUnknownKeys;
  }

  /** Notes a problem of one key's value. */
  void fault(String key, String message) {
    file.fault(node(key).map(YamlText::line).orElse(line), child(key), message);
  }

  /** Notes a problem of the mapping itself. */
  void fault(String message) {
    file.fault(line, path, message);
  }

  /** A text; {@code fallback} when absent. */
  String text(String key, String fallback) {
    return value(key, text -> text).orElse(fallback);
  }

  /** A text that must be there. */
  String requiredText(String key) {
    require(key);
    return text(key, "");
  }

  /** A text that means something; empty when absent or faulty. */
  <T> Optional<T> value(String key, SettingText.Meaning<T> meaning) {
    return node(key)
        .flatMap(node -> text(node, child(key)))
        .flatMap(text -> mean(key, text, meaning));
  }

  /** A number, written as such; empty when absent or faulty. */
  <T> Optional<T> number(String key, SettingText.Meaning<T> meaning) {
    return node(key)
        .flatMap(node -> scalar(node, child(key), "a number", Set.of(Tag.INT, Tag.FLOAT)))
        .flatMap(text -> mean(key, text, meaning));
  }

  /** True or false, written as such, as its text; empty when absent or faulty. */
  Optional<String> truth(String key) {
    return node(key).flatMap(node -> scalar(node, child(key), "true or false", Set.of(Tag.BOOL)));
  }

  /** A duration in microseconds. */
  long micros(String key, long fallback) {
    return this.<Long>value(key, SettingText::micros).orElse(fallback);
  }

  /** A list of texts, each once; {@code fallback} when absent. */
  List<String> texts(String key, List<String> fallback) {
    return node(key)
        .map(
            node -> {
              List<String> texts = new ArrayList<>();
              Set<String> seen = new HashSet<>();
              List<Node> items = items(node, child(key));
              for (int i = 0; i < items.size(); i++) {
                String itemPath = child(key) + "[" + i + "]";
                int itemLine = YamlText.line(items.get(i));
                text(items.get(i), itemPath)
                    .ifPresent(
                        text -> {
                          texts.add(text);
                          if (!seen.add(text)) {
                            file.fault(itemLine, child(key), "has twice: " + Shown.text(text));
                          }
                        });
              }
              return List.copyOf(texts);
            })
        .orElse(fallback);
  }

  /** A mapping of texts to texts whose keys are free; empty when absent. */
  Map<String, String> textMap(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    node(key)
        .ifPresent(
            node -> {
              if (!(node instanceof MappingNode mapping)) {
                fault(key, "must be a mapping of texts to texts, but was: " + shown(node));
                return;
              }
              YamlMap map = of(node, child(key), keysOf(mapping), file);
              map.keys().forEach(name -> texts.put(name, map.text(name, "")));
            });
    return texts;
  }

  /** A mapping; empty when absent. */
  Optional<YamlMap> map(String key, Section section) {
    return node(key).map(node -> of(node, child(key), section.keys(), file));
  }

  /** A mapping, or one without keys when absent. */
  YamlMap mapOrEmpty(String key, Section section) {
    return map(key, section).orElseGet(() -> new YamlMap(file, child(key), line, section.keys()));
  }

  /** A list of mappings; empty when absent. */
  List<YamlMap> maps(String key, Section section) {
    List<Node> items = node(key).map(node -> items(node, child(key))).orElse(List.of());
    List<YamlMap> maps = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      String itemPath = child(key) + "[" + i + "]";
      file.stands(itemPath, YamlText.line(items.get(i)));
      maps.add(of(items.get(i), itemPath, section.keys(), file));
    }
    return maps;
  }

  /** Whether a key's value is a single text, number or truth value. */
  boolean isScalar(String key) {
    return node(key).filter(ScalarNode.class::isInstance).isPresent();
  }

  /** Notes a problem when a key is absent; answers whether it is there. */
  boolean require(String key) {
    boolean present = node(key).isPresent();
    if (!present) {
      file.fault(line, child(key), "must be given");
    }
    return present;
  }

  /** Whether a key is there. */
  boolean has(String key) {
    return node(key).isPresent();
  }

  /** The items of a list node; none, with the problem noted, when the node is none. */
  static List<Node> items(Node node, String path, SettingsFile file) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    file.fault(YamlText.line(node), path, "must be a list, but was: " + shown(node));
    return List.of();
  }

  private List<Node> items(Node node, String itemsPath) {
    return items(node, itemsPath, file);
  }

  private Optional<Node> node(String key) {
    if (!known.contains(key)) {
      throw new IllegalArgumentException(key + " is no key of " + path);
    }
    return Optional.ofNullable(values.get(key));
  }

  private <T> Optional<T> mean(String key, String text, SettingText.Meaning<T> meaning) {
    try {
      return Optional.of(meaning.of(text));
    } catch (BadSetting bad) {
      fault(key, bad.problem());
      return Optional.empty();
    }
  }

  private Optional<String> text(Node node, String textPath) {
    return scalar(node, textPath, "a text", Set.of(Tag.STR));
  }

  private Optional<String> scalar(Node node, String scalarPath, String kind, Set<Tag> tags) {
    if (node instanceof ScalarNode scalar && tags.contains(scalar.getTag())) {
      return Optional.of(scalar.getValue());
    }
    file.fault(
        YamlText.line(node),
        scalarPath,
        "must be " + kind + hint(node, tags) + ", but was: " + shown(node));
    return Optional.empty();
  }

  /** Quotes are what most often makes one kind of scalar out of another. */
  private static String hint(Node node, Set<Tag> tags) {
    if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
      return "";
    }
    if (tags.contains(Tag.STR)) {
      return " (put it in quotes)";
    }
    return scalar.isPlain() ? "" : " without quotes";
  }

  private String child(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static List<String> keysOf(MappingNode mapping) {
    return mapping.getValue().stream()
        .map(NodeTuple::getKeyNode)
        .filter(ScalarNode.class::isInstance)
        .map(key -> ((ScalarNode) key).getValue())
        .distinct()
        .toList();
  }

  private static String shown(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getTag().equals(Tag.NULL) ? "nothing" : Shown.text(scalar.getValue());
    }
    return node instanceof MappingNode ? "a mapping" : "a list";
  }
}

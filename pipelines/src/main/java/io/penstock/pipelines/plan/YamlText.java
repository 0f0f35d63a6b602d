package io.penstock.pipelines.plan;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** A YAML 1.2 text as nodes that know their lines. Nothing is constructed from tags. */
final class YamlText {
  /** Longest text, in code points. */
  static final int MAX_CODE_POINTS = 64 << 20;

  /** Deepest nesting; composing is recursive, so this also guards the stack. */
  static final int MAX_DEPTH = 32;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setAllowDuplicateKeys(true) // so that all of them are reported, see YamlMap
          .setMaxAliasesForCollections(Integer.MAX_VALUE) // bounded by what they add up to
          .setCodePointLimit(MAX_CODE_POINTS)
          .build();

  private YamlText() {}

  /** The root of the text's one document; empty, with the problem noted, when it is no YAML. */
  static Optional<Node> root(String yaml, SettingsFile file) {
    try {
      if (!isShallow(yaml, file)) {
        return Optional.empty();
      }
      Optional<Node> root = new Compose(SETTINGS).composeString(yaml);
      if (root.isEmpty()) {
        file.fault(1, "must not be empty");
        return root;
      }
      return YamlExtent.isBounded(root.get(), file) ? root : Optional.empty();
    } catch (MarkedYamlEngineException syntax) {
      int line = syntax.getProblemMark().or(syntax::getContextMark).map(YamlText::line).orElse(1);
      file.fault(line, "must be YAML 1.2: " + oneLine(syntax.getProblem()));
    } catch (YamlEngineException limit) {
      file.fault(1, "must be YAML 1.2: " + oneLine(String.valueOf(limit.getMessage())));
    }
    return Optional.empty();
  }

  /** The line where a node starts. */
  static int line(Node node) {
    return node.getStartMark().map(YamlText::line).orElse(1);
  }

  private static boolean isShallow(String yaml, SettingsFile file) {
    int depth = 0;
    for (Event event : new Parse(SETTINGS).parseString(yaml)) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        default -> {}
      }
      if (depth > MAX_DEPTH) {
        int line = event.getStartMark().map(YamlText::line).orElse(1);
        file.fault(line, "must not nest deeper than " + MAX_DEPTH);
        return false;
      }
    }
    return true;
  }

  private static int line(Mark mark) {
    return mark.getLine() + 1;
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s+", " ").strip();
  }
}

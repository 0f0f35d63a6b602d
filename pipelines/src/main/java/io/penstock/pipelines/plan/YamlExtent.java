package io.penstock.pipelines.plan;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * How much a document holds once its references ({@code *anchor}) are followed. Seven lines of
 * references to references are ten million values; fifty sources that share their format are fifty
 * formats, so what counts is the sum and not the number of references. Each node is looked at once.
 */
final class YamlExtent {
  /** Most values of a document with references; one without may have as many as its text has. */
  static final int MAX_REFERRED = 1_000_000;

  private static final long OPEN = -1;

  private final SettingsFile file;
  private final IdentityHashMap<Node, Long> values = new IdentityHashMap<>();
  private boolean referred;

  private YamlExtent(SettingsFile file) {
    this.file = file;
  }

  /** Whether a document is bounded; if not, the problem is noted. */
  static boolean isBounded(Node root, SettingsFile file) {
    return new YamlExtent(file).count(root, 0) >= 0;
  }

  /** The number of values below a node and itself, or negative when it was refused. */
  private long count(Node node, int depth) {
    Long known = values.get(node);
    if (known != null) {
      referred = true;
      return known == OPEN ? refuse(node, "must not refer to itself") : known;
    }
    if (depth > YamlText.MAX_DEPTH) {
      return refuse(node, "must not nest deeper than " + YamlText.MAX_DEPTH);
    }
    values.put(node, OPEN);
    long sum = 1;
    for (Node child : children(node)) {
      long below = count(child, depth + 1);
      if (below < 0) {
        return below;
      }
      sum += below;
      if (sum > MAX_REFERRED && referred) {
        return refuse(
            child,
            "must not have more than " + MAX_REFERRED + " values once *references are followed");
      }
    }
    values.put(node, sum);
    return sum;
  }

  private long refuse(Node node, String problem) {
    file.fault(YamlText.line(node), problem);
    return OPEN;
  }

  private static List<Node> children(Node node) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    if (node instanceof MappingNode mapping) {
      return mapping.getValue().stream()
          .flatMap(entry -> Stream.of(entry.getKeyNode(), entry.getValueNode()))
          .toList();
    }
    return List.of();
  }
}

package io.penstock.testkit.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads YAML so that nobody else can read it differently. Refused are duplicate keys, tags beyond
 * the core schema, and plain scalars that YAML 1.1 (which Kubernetes speaks) takes for a truth
 * value, a time, an octal or a sexagesimal number and YAML 1.2 for text or another number.
 */
public final class StrictYaml {
  private static final Pattern AMBIGUOUS =
      Pattern.compile(
          "y|Y|n|N|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF"
              + "|\\d{4}-\\d{1,2}-\\d{1,2}([Tt ].*)?"
              + "|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.\\d*)?"
              + "|[-+]?\\d+_[\\d_]*");

  /** File modes are octal in every reader that matters. */
  private static final Pattern OCTAL = Pattern.compile("0[0-7]+");

  private StrictYaml() {}

  /** YAML that is not read. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * Reads every document of a text; empty ones are passed over.
   *
   * @throws Refused with line and reason
   */
  public static List<JsonNode> read(String text) {
    LoadSettings settings =
        LoadSettings.builder().setAllowDuplicateKeys(false).setMaxAliasesForCollections(0).build();
    List<JsonNode> documents = new ArrayList<>();
    try {
      for (Node node : new Compose(settings).composeAllFromString(text)) {
        JsonNode json = json(node);
        if (!json.isNull()) {
          documents.add(json);
        }
      }
    } catch (YamlEngineException malformed) {
      throw new Refused(String.valueOf(malformed.getMessage()));
    }
    return documents;
  }

  private static JsonNode json(Node node) {
    if (node instanceof MappingNode mapping) {
      demandTag(node, Tag.MAP);
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (NodeTuple entry : mapping.getValue()) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
          throw refused(entry.getKeyNode(), "a key must be a scalar");
        }
        if (object.has(key.getValue())) {
          throw refused(key, "duplicate key " + key.getValue());
        }
        object.set(key.getValue(), json(entry.getValueNode()));
      }
      return object;
    }
    if (node instanceof SequenceNode sequence) {
      demandTag(node, Tag.SEQ);
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      sequence.getValue().forEach(item -> array.add(json(item)));
      return array;
    }
    return scalar((ScalarNode) node);
  }

  private static JsonNode scalar(ScalarNode node) {
    String value = node.getValue();
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (node.getScalarStyle() == ScalarStyle.PLAIN) {
      if (AMBIGUOUS.matcher(value).matches()) {
        throw refused(node, "plain " + value + " is read in more than one way: quote it");
      }
      if (OCTAL.matcher(value).matches()) {
        return json.numberNode(Integer.parseInt(value, 8));
      }
    }
    Tag tag = node.getTag();
    if (tag.equals(Tag.STR)) {
      return json.textNode(value);
    } else if (tag.equals(Tag.BOOL)) {
      return json.booleanNode(Boolean.parseBoolean(value));
    } else if (tag.equals(Tag.INT)) {
      return json.numberNode(Long.parseLong(value));
    } else if (tag.equals(Tag.FLOAT)) {
      return json.numberNode(Double.parseDouble(value));
    } else if (tag.equals(Tag.NULL)) {
      return json.nullNode();
    }
    throw refused(node, "unknown tag " + tag.getValue());
  }

  private static void demandTag(Node node, Tag wanted) {
    if (!node.getTag().equals(wanted)) {
      throw refused(node, "unknown tag " + node.getTag().getValue());
    }
  }

  private static Refused refused(Node node, String reason) {
    Optional<Mark> mark = node.getStartMark();
    return new Refused(mark.map(at -> "line " + (at.getLine() + 1) + ": ").orElse("") + reason);
  }
}

package io.penstock.testkit.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Everything that one overlay renders, and what workflows would create: the applications inside
 * them, with their parameters filled in by examples.
 *
 * @param overlay the overlay's name
 * @param documents in the order of rendering
 */
public record Manifests(String overlay, List<Document> documents) {
  private static final Pattern PARAMETER =
      Pattern.compile("\\{\\{(?:workflow|inputs)\\.parameters\\.([\\w-]+)\\}\\}");

  /** Reads what an overlay renders. */
  public static Manifests read(String overlay, String yaml) {
    return of(overlay, StrictYaml.read(yaml).stream().map(Document::new).toList());
  }

  /** Takes documents, and adds those inside workflows. */
  public static Manifests of(String overlay, List<Document> rendered) {
    List<Document> all = new ArrayList<>(rendered);
    for (Document workflow : rendered) {
      if (workflow.kind().equals("WorkflowTemplate")) {
        for (JsonNode template : workflow.spec().path("templates")) {
          String manifest = template.path("resource").path("manifest").asText();
          StrictYaml.read(filled(manifest, workflow)).stream().map(Document::new).forEach(all::add);
        }
      }
    }
    return new Manifests(overlay, List.copyOf(all));
  }

  /** The documents of some kinds. */
  public List<Document> ofKind(String... kinds) {
    return documents.stream().filter(document -> List.of(kinds).contains(document.kind())).toList();
  }

  /** Whether there is such a document. */
  public boolean has(String kind, String name) {
    return documents.stream().anyMatch(document -> document.is(kind, name));
  }

  /** The only document of a kind with a name. */
  public Document only(String kind, String name) {
    return documents.stream()
        .filter(document -> document.is(kind, name))
        .reduce(
            (first, second) -> {
              throw new IllegalStateException("two of " + first);
            })
        .orElseThrow(() -> new IllegalStateException(overlay + " has no " + kind + "/" + name));
  }

  /** One of the pods that a document asks for. */
  public Pod pod(Document owner, String role) {
    return Pod.of(owner).filter(pod -> pod.role().equals(role)).findFirst().orElseThrow();
  }

  /** The pods that the documents ask for, as far as their specs say how they look. */
  public Stream<Pod> pods() {
    return documents.stream().flatMap(Pod::of);
  }

  private static String filled(String text, Document workflow) {
    Matcher parameter = PARAMETER.matcher(text);
    return parameter.replaceAll(
        found -> Matcher.quoteReplacement(example(found.group(1), workflow)));
  }

  private static String example(String name, Document workflow) {
    for (JsonNode parameter : workflow.spec().path("arguments").path("parameters")) {
      if (parameter.path("name").asText().equals(name) && parameter.has("value")) {
        return parameter.path("value").asText();
      }
    }
    return switch (name) {
      case "day" -> "2026-01-31";
      case "start-micros" -> "1769817600000000";
      default -> throw new IllegalArgumentException("no example for parameter " + name);
    };
  }
}

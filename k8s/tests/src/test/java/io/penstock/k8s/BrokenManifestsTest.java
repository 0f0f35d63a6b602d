package io.penstock.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.k8s.policy.Policies;
import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Kustomize;
import io.penstock.testkit.manifests.Manifests;
import io.penstock.testkit.manifests.StrictYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Manifests that are broken on purpose. Each file under {@code broken/} is a JSON merge patch (RFC
 * 7386) of one document of the production overlay, or a document more; its first line names the one
 * policy that it breaks, its second says why it matters.
 */
class BrokenManifestsTest {
  private static final Path FOLDER = Path.of("src/test/resources/broken");
  private static final Pattern BREAKS = Pattern.compile("\\A# breaks: ([\\w-]+)\n# because: .+\n");
  private static final Path ROOT = Kustomize.folder().resolveSibling(".").normalize();

  static Stream<Path> broken() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("broken")
  void eachBrokenManifestBreaksThePolicyThatItNames(Path file) throws IOException {
    String text = Files.readString(file);
    String policy = policy(file, text);
    if (policy.equals("strict-yaml")) {
      assertThatExceptionOfType(StrictYaml.Refused.class).isThrownBy(() -> StrictYaml.read(text));
      return;
    }
    Manifests broken = patched(Kustomize.overlay("prod"), StrictYaml.read(text).get(0));

    if (policy.equals("schema")) {
      assertThat(Schemas.open().problems(broken)).isNotEmpty();
    } else {
      Map<String, List<String>> problems = Policies.of(ROOT).problems(broken);
      assertThat(problems).as(file + " " + problems).containsOnlyKeys(policy);
    }
  }

  @Test
  void everyPolicyIsBrokenByAtLeastOneManifest() throws IOException {
    List<String> named = new ArrayList<>();
    for (Path file : broken().toList()) {
      named.add(policy(file, Files.readString(file)));
    }
    assertThat(named).contains("strict-yaml", "schema").containsAll(Policies.of(ROOT).names());
  }

  private static String policy(Path file, String text) {
    return BREAKS
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError(file + " must say what it breaks and why"));
  }

  private static Manifests patched(Manifests whole, JsonNode patch) {
    Document wanted = new Document(patch);
    List<Document> rendered =
        whole.documents().stream()
            // What came out of workflows comes again.
            .filter(document -> !document.name().startsWith("penstock-backfill-2026-01-31"))
            .toList();
    List<Document> documents = new ArrayList<>();
    boolean found = false;
    for (Document document : rendered) {
      if (document.is(wanted.kind(), wanted.name())) {
        documents.add(new Document(merged(document.json(), patch)));
        found = true;
      } else {
        documents.add(document);
      }
    }
    if (!found) {
      documents.add(wanted);
    }
    return Manifests.of("broken", documents);
  }

  private static JsonNode merged(JsonNode target, JsonNode patch) {
    if (!patch.isObject() || !target.isObject()) {
      return patch;
    }
    ObjectNode result = target.deepCopy();
    patch
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getValue().isNull()) {
                result.remove(field.getKey());
              } else {
                result.set(field.getKey(), merged(result.path(field.getKey()), field.getValue()));
              }
            });
    return result;
  }
}

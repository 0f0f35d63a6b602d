package io.penstock.k8s;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Manifests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The schemas of Kubernetes and its operators beside the repository, in the folder that the system
 * property {@code penstock.shared} names. They are no part of the project: tests that use them skip
 * when they are absent. Where there is a stricter schema of a kind, it is taken.
 */
final class Schemas {
  private static final List<String> SETS = List.of("crds-strictpod", "core", "crds");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Map<String, String> files = new HashMap<>();
  private final Map<String, JsonSchema> loaded = new HashMap<>();

  private Schemas(Path folder, JsonNode index) {
    this.folder = folder;
    for (int set = SETS.size() - 1; set >= 0; set--) {
      for (JsonNode entry : index) {
        if (entry.path("set").asText().equals(SETS.get(set))) {
          files.put(
              entry.path("apiVersion").asText() + " " + entry.path("kind").asText(),
              entry.path("file").asText());
        }
      }
    }
  }

  /** Opens the schemas; skips the test when they are absent. */
  static Schemas open() {
    Path folder = Path.of(System.getProperty("penstock.shared", "../shared")).resolve("schemas");
    assumeTrue(
        Files.isDirectory(folder), () -> "skipped: no shared data at " + folder.toAbsolutePath());
    try {
      return new Schemas(folder, JSON.readTree(folder.resolve("index.json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What of a document does not fit the schema of its kind; a kind without one does not fit. */
  List<String> problems(Document document) {
    String kind = document.apiVersion() + " " + document.kind();
    Optional<String> file = Optional.ofNullable(files.get(kind));
    if (file.isEmpty()) {
      return List.of(document + ": no schema of " + kind);
    }
    return schema(file.get()).validate(document.json()).stream()
        .map(ValidationMessage::getMessage)
        .map(message -> document + ": " + message)
        .toList();
  }

  /** What of all documents does not fit. */
  List<String> problems(Manifests manifests) {
    Stream<String> all =
        manifests.documents().stream().flatMap(document -> problems(document).stream());
    return all.toList();
  }

  private JsonSchema schema(String file) {
    return loaded.computeIfAbsent(
        file,
        name -> {
          try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(JSON.readTree(folder.resolve(name).toFile()));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}

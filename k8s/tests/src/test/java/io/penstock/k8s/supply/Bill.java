package io.penstock.k8s.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The bill of materials of what goes into one image.
 *
 * @param image the image's name
 * @param components every library, in the bill's order
 */
record Bill(String image, List<Component> components) {

  /**
   * Reads a CycloneDX document in JSON.
   *
   * @throws UncheckedIOException when there is none
   * @throws IllegalArgumentException when it is no such document, or has no components
   */
  static Bill read(String image, Path file) {
    try {
      return parse(image, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("no bill of materials for image " + image, e);
    }
  }

  /** The same from text. */
  static Bill parse(String image, String json) throws IOException {
    JsonNode document = new ObjectMapper().readTree(json);
    if (!document.path("bomFormat").asText().equals("CycloneDX")
        || document.path("components").isEmpty()) {
      throw new IllegalArgumentException(image + ": no CycloneDX document with components");
    }
    List<Component> components = new ArrayList<>();
    for (JsonNode component : document.path("components")) {
      components.add(
          new Component(
              component.path("group").asText(),
              component.path("name").asText(),
              component.path("version").asText(),
              licences(component)));
    }
    return new Bill(image, List.copyOf(components));
  }

  private static List<String> licences(JsonNode component) {
    List<String> licences = new ArrayList<>();
    for (JsonNode choice : component.path("licenses")) {
      JsonNode licence = choice.path("license");
      if (choice.has("expression")) {
        licences.add(choice.path("expression").asText());
      } else if (licence.has("id")) {
        licences.add(licence.path("id").asText());
      } else {
        licences.add(licence.path("name").asText());
      }
    }
    return List.copyOf(licences);
  }
}

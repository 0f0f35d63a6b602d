package io.penstock.runners.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** YAML files of one document. */
final class Yaml {
  private Yaml() {}

  static JsonNode read(Path file) throws IOException {
    Load load = new Load(LoadSettings.builder().build());
    return new ObjectMapper().valueToTree(load.loadFromString(Files.readString(file)));
  }
}

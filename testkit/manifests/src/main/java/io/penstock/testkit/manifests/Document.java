package io.penstock.testkit.manifests;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One Kubernetes object.
 *
 * @param json the whole of it
 */
public record Document(JsonNode json) {
  private static final String GENERATED = "x7k2p";

  /** Its kind. */
  public String kind() {
    return json.path("kind").asText();
  }

  /** Its group and version. */
  public String apiVersion() {
    return json.path("apiVersion").asText();
  }

  /** Its name; of one that is named when it is made, an example of what it may be called. */
  public String name() {
    JsonNode metadata = json.path("metadata");
    return metadata.has("generateName")
        ? metadata.path("generateName").asText() + GENERATED
        : metadata.path("name").asText();
  }

  /** Its namespace; empty for what belongs to the cluster. */
  public String namespace() {
    return json.path("metadata").path("namespace").asText();
  }

  /** What it asks for. */
  public JsonNode spec() {
    return json.path("spec");
  }

  /** Whether it is of a kind and has a name. */
  public boolean is(String kind, String name) {
    return kind().equals(kind) && name().equals(name);
  }

  @Override
  public String toString() {
    return kind() + "/" + name();
  }
}

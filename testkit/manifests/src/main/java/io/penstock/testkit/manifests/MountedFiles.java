package io.penstock.testkit.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What the containers of a pod find below their mounts, as far as the documents say.
 *
 * @param texts files of config maps with their text, by path
 * @param named files that are known by name alone, as {@code secret/key}, by path: those of
 *     secrets, and of config maps that nobody renders
 * @param folders where anything may be: claims, empty folders, secrets that are mounted whole
 */
public record MountedFiles(
    Map<String, String> texts, Map<String, String> named, Set<String> folders) {

  /** The mounts of a pod. */
  public static MountedFiles of(Pod pod, Manifests manifests) {
    MountedFiles files = new MountedFiles(new TreeMap<>(), new TreeMap<>(), new HashSet<>());
    for (JsonNode container : pod.allContainers()) {
      for (JsonNode mount : container.path("volumeMounts")) {
        String path = mount.path("mountPath").asText();
        for (JsonNode volume : pod.spec().path("volumes")) {
          if (volume.path("name").equals(mount.path("name"))) {
            files.add(path, volume, manifests);
          }
        }
      }
    }
    return files;
  }

  private void add(String path, JsonNode volume, Manifests manifests) {
    if (volume.has("projected")) {
      volume.at("/projected/sources").forEach(source -> addSource(path, source, "name", manifests));
    } else if (volume.has("configMap") || volume.has("secret")) {
      addSource(path, volume, "secretName", manifests);
    } else {
      folders.add(path);
    }
  }

  private void addSource(String path, JsonNode source, String secretName, Manifests manifests) {
    JsonNode map = source.path("configMap");
    if (!map.isMissingNode()) {
      JsonNode data =
          manifests.ofKind("ConfigMap").stream()
              .filter(document -> document.name().equals(map.path("name").asText()))
              .map(document -> document.json().path("data"))
              .findFirst()
              .orElse(map.path("absent"));
      if (map.has("items")) {
        for (JsonNode item : map.path("items")) {
          String key = item.path("key").asText();
          String file = path + '/' + item.path("path").asText();
          if (data.has(key)) {
            texts.put(file, data.path(key).asText());
          } else {
            named.put(file, map.path("name").asText() + '/' + key);
          }
        }
      } else {
        data.fields()
            .forEachRemaining(
                entry -> texts.put(path + '/' + entry.getKey(), entry.getValue().asText()));
      }
    }
    JsonNode secret = source.path("secret");
    String name = secret.path(secretName).asText();
    for (JsonNode item : secret.path("items")) {
      named.put(path + '/' + item.path("path").asText(), name + '/' + item.path("key").asText());
    }
    if (!secret.isMissingNode() && !secret.has("items")) {
      folders.add(path);
    }
  }

  /** The text of a config map's file. */
  public Optional<String> text(String path) {
    return Optional.ofNullable(texts.get(path));
  }

  /** Whether something is mounted at a path: a file, or a folder with files. */
  public boolean has(String path) {
    return texts.containsKey(path)
        || named.containsKey(path)
        || folders.stream().anyMatch(folder -> path.equals(folder) || path.startsWith(folder + '/'))
        || texts.keySet().stream().anyMatch(file -> file.startsWith(path + '/'))
        || named.keySet().stream().anyMatch(file -> file.startsWith(path + '/'));
  }

  /**
   * Writes the files below a folder of this machine, and makes the folders.
   *
   * @param root what stands for the pod's root
   * @param change what becomes of each text, such as its paths
   * @param brought what whoever installs brings: text by {@code secret/key}; other secrets are not
   *     written
   */
  public void layOut(Path root, UnaryOperator<String> change, Map<String, String> brought)
      throws IOException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      write(root, text.getKey(), change.apply(text.getValue()));
    }
    for (Map.Entry<String, String> secret : named.entrySet()) {
      String text = brought.get(secret.getValue());
      if (text != null) {
        write(root, secret.getKey(), text);
      }
    }
    for (String folder : folders) {
      Files.createDirectories(below(root, folder));
    }
  }

  /** Where a path of the pod is below a root. */
  public static Path below(Path root, String path) {
    return root.resolve(path.substring(1));
  }

  private static void write(Path root, String path, String text) throws IOException {
    Path file = below(root, path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }
}

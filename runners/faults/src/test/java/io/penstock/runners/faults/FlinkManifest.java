package io.penstock.runners.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code k8s/base/flink/flinkdeployment.yaml} tells Flink and the stream, so that a test runs
 * that and no copy of it.
 *
 * @param configuration Flink's settings
 * @param entryClass the main class
 * @param arguments of the main class
 */
record FlinkManifest(Map<String, String> configuration, String entryClass, List<String> arguments) {
  private static final Path FILE = Path.of("../../k8s/base/flink/flinkdeployment.yaml");

  /** What belongs to pods: addresses, folders, memory, and what the operator reads. */
  private static final Pattern OF_PODS =
      Pattern.compile(
          "kubernetes\\..*|high-availability.*|.*\\.(dir|dirs|localdir|port)|env\\..*|job\\..*"
              + "|taskmanager\\.numberOfTaskSlots");

  /** Reads the manifest. */
  static FlinkManifest read() throws IOException {
    JsonNode spec = Yaml.read(FILE).path("spec");
    Map<String, String> configuration = new TreeMap<>();
    spec.path("flinkConfiguration")
        .fields()
        .forEachRemaining(entry -> configuration.put(entry.getKey(), entry.getValue().asText()));
    List<String> arguments = new ArrayList<>();
    spec.at("/job/args").forEach(argument -> arguments.add(argument.asText()));
    return new FlinkManifest(configuration, spec.at("/job/entryClass").asText(), arguments);
  }

  /** The settings that mean the same outside of pods. */
  Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>(configuration);
    settings.keySet().removeIf(key -> OF_PODS.matcher(key).matches());
    return settings;
  }

  /**
   * The main class and its arguments.
   *
   * @param others by their names, such as {@code --plan}, values that stand for the manifest's
   * @throws IllegalArgumentException when the manifest does not give one of these
   */
  List<String> program(Map<String, String> others) {
    List<String> names = arguments.stream().map(FlinkManifest::name).toList();
    if (!names.containsAll(others.keySet())) {
      throw new IllegalArgumentException(FILE + " gives " + names + ", not " + others.keySet());
    }
    return Stream.concat(
            Stream.of(entryClass),
            arguments.stream()
                .map(
                    argument ->
                        others.containsKey(name(argument))
                            ? name(argument) + '=' + others.get(name(argument))
                            : argument))
        .toList();
  }

  private static String name(String argument) {
    return argument.substring(0, argument.indexOf('='));
  }
}

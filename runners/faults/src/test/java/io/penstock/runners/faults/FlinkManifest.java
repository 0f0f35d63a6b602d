package io.penstock.runners.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Kustomize;
import io.penstock.testkit.manifests.Manifests;
import io.penstock.testkit.manifests.MountedFiles;
import io.penstock.testkit.manifests.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the FlinkDeployment of an overlay tells Flink and the stream, so that a test runs that and
 * no copy of it.
 *
 * @param deployment the FlinkDeployment
 * @param pod that of its JobManager
 * @param files what its pods find
 */
record FlinkManifest(Document deployment, Pod pod, MountedFiles files) {

  /** What belongs to pods: addresses, folders, memory, and what the operator reads. */
  private static final Pattern OF_PODS =
      Pattern.compile(
          "kubernetes\\..*|high-availability\\.(type|jobmanager\\.port)|.*\\.port|env\\..*|job\\..*"
              + "|io\\.tmp\\.dirs|.*\\.localdir|taskmanager\\.numberOfTaskSlots");

  /** Renders an overlay; skips the test when no Kustomize is installed. */
  static FlinkManifest read(String overlay) {
    Manifests rendered = Kustomize.overlay(overlay);
    Document deployment = rendered.only("FlinkDeployment", "penstock-live");
    Pod pod = rendered.pod(deployment, "jobManager");
    return new FlinkManifest(deployment, pod, MountedFiles.of(pod, rendered));
  }

  /** The settings that mean the same outside of pods. */
  Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry :
        deployment.spec().path("flinkConfiguration").properties()) {
      if (!OF_PODS.matcher(entry.getKey()).matches()) {
        settings.put(entry.getKey(), entry.getValue().asText());
      }
    }
    return settings;
  }

  /** The value of a setting. */
  String setting(String key) {
    return Objects.requireNonNull(settings().get(key), key);
  }

  /** What every JVM is told, by Flink's scripts. */
  List<String> javaOptions() {
    String options =
        deployment.spec().path("flinkConfiguration").path("env.java.opts.all").asText();
    return List.of(options.strip().split("\\s+"));
  }

  /** The variables of the containers. */
  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    for (JsonNode variable : pod.containers().get(0).path("env")) {
      environment.put(variable.path("name").asText(), variable.path("value").asText());
    }
    return environment;
  }

  /** The value of an argument. */
  String argument(String name) {
    return arguments().stream()
        .filter(argument -> name(argument).equals(name))
        .map(argument -> argument.substring(name.length() + 1))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(deployment + " gives no " + name));
  }

  /**
   * The main class and its arguments.
   *
   * @param others by their names, such as {@code --plan}, values that stand for the manifest's
   * @throws IllegalArgumentException when the manifest does not give one of these
   */
  List<String> program(Map<String, String> others) {
    others.keySet().forEach(this::argument);
    return Stream.concat(
            Stream.of(deployment.spec().at("/job/entryClass").asText()),
            arguments().stream()
                .map(
                    argument ->
                        others.containsKey(name(argument))
                            ? name(argument) + '=' + others.get(name(argument))
                            : argument))
        .toList();
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    deployment.spec().at("/job/args").forEach(argument -> arguments.add(argument.asText()));
    return arguments;
  }

  private static String name(String argument) {
    return argument.substring(0, argument.indexOf('='));
  }
}

package io.penstock.runners.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Kustomize;
import io.penstock.testkit.manifests.Manifests;
import io.penstock.testkit.manifests.MountedFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the FlinkDeployment tells Flink and the stream, so that a test runs that and no copy of it:
 * the one that {@code overlays/dev} renders or, where no Kustomize is installed, the one in {@code
 * base} that overlays patch.
 *
 * @param deployment the FlinkDeployment
 * @param files what its pods find; of the base alone nothing is known
 */
record FlinkManifest(Document deployment, MountedFiles files) {

  /** What belongs to pods: addresses, folders, memory, and what the operator reads. */
  private static final Pattern OF_PODS =
      Pattern.compile(
          "kubernetes\\..*|high-availability.*|.*\\.(dir|dirs|localdir|port)|env\\..*|job\\..*"
              + "|taskmanager\\.numberOfTaskSlots|s3\\..*");

  /** Renders the overlay, or reads the base and says so. */
  static FlinkManifest read() throws IOException {
    if (Kustomize.isInstalled()) {
      Manifests dev = Kustomize.overlay("dev");
      Document deployment = dev.only("FlinkDeployment", "penstock-live");
      return new FlinkManifest(deployment, MountedFiles.of(dev.pod(deployment, "jobManager"), dev));
    }
    System.out.println("no kustomize and no kubectl is installed: base, without an overlay");
    Document base = Kustomize.base("base/flink/flinkdeployment.yaml");
    Manifests alone = Manifests.of("base", List.of(base));
    return new FlinkManifest(base, MountedFiles.of(alone.pod(base, "jobManager"), alone));
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

  /**
   * The file that {@code --s3} names, for a server of this machine.
   *
   * @param endpoint the server's address, which comes in the place of the one in the file
   * @throws IllegalArgumentException when the file says no endpoint
   */
  String s3(String endpoint) {
    String text = files.text(argument("--s3")).orElse("endpoint=\n");
    String changed = text.replaceAll("(?m)^endpoint=.*$", "endpoint=" + endpoint);
    if (!changed.contains(endpoint)) {
      throw new IllegalArgumentException("no endpoint in " + text);
    }
    return changed;
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

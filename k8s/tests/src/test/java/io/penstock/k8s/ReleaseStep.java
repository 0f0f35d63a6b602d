package io.penstock.k8s;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.penstock.testkit.manifests.Kustomize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code k8s/release-digests}, run on a copy of the manifests. */
record ReleaseStep(Path copy) {
  private static final List<String> TOOLS =
      List.of("bash", "grep", "sed", "awk", "sort", "cat", "dirname");

  /** Copies the manifests; skips the test when no Kustomize is installed. */
  static ReleaseStep in(Path copy) throws IOException {
    assumeTrue(Kustomize.isInstalled(), "skipped: no kustomize and no kubectl is installed");
    Path from = Kustomize.folder();
    for (String part : List.of("base", "components", "overlays")) {
      try (Stream<Path> files = Files.walk(from.resolve(part))) {
        for (Path file : files.toList()) {
          Path target = copy.resolve(from.relativize(file).toString());
          if (Files.isDirectory(file)) {
            Files.createDirectories(target);
          } else {
            Files.copy(file, target);
          }
        }
      }
    }
    return new ReleaseStep(copy);
  }

  /** The overlay that digests are filled into. */
  Path overlay() {
    return copy.resolve("overlays").resolve("release");
  }

  /** Gives images other names in what the overlay is made of, as an installation does. */
  void rename(String name, String other) throws IOException {
    Path prod = copy.resolve("overlays/prod/kustomization.yaml");
    Files.writeString(prod, Files.readString(prod).replace(name, other));
  }

  /** Runs it; the lines it tells when it fails, none when it does not. */
  List<String> run(List<String> digests) throws IOException, InterruptedException {
    ProcessBuilder process = process(digests);
    String given = System.getProperty("penstock.kustomize", "");
    if (!given.isEmpty()) {
      process.environment().put("PENSTOCK_KUSTOMIZE", given);
    }
    return told(process);
  }

  /** Runs it where no Kustomize is on the path. */
  List<String> runWithoutKustomize(List<String> digests) throws IOException, InterruptedException {
    Path tools = Files.createDirectory(copy.resolve("tools"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), installed(tool));
    }
    ProcessBuilder process = process(digests);
    process.environment().put("PATH", tools.toString());
    process.environment().remove("PENSTOCK_KUSTOMIZE");
    return told(process);
  }

  private ProcessBuilder process(List<String> digests) {
    List<String> command = new ArrayList<>();
    command.add(Kustomize.folder().resolve("release-digests").toAbsolutePath().toString());
    command.add(overlay().resolve("kustomization.yaml").toString());
    command.addAll(digests);
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  private static List<String> told(ProcessBuilder builder)
      throws IOException, InterruptedException {
    Process process = builder.start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean failed = process.waitFor() != 0;
    if (failed == told.isEmpty()) {
      throw new AssertionError("ended with " + process.exitValue() + " and told: " + told);
    }
    return told.lines().toList();
  }

  private static Path installed(String tool) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}

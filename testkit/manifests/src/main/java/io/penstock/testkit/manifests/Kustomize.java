package io.penstock.testkit.manifests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The Kustomize that is installed: {@code kustomize}, or the one inside {@code kubectl}. The system
 * property {@code penstock.kustomize} or the environment's {@code PENSTOCK_KUSTOMIZE} names
 * another.
 */
public final class Kustomize {
  private static final Map<Path, String> RENDERED = new ConcurrentHashMap<>();

  private Kustomize() {}

  /** The folder of the manifests. */
  public static Path folder() {
    return Path.of(System.getProperty("penstock.root", "../..")).resolve("k8s");
  }

  /** One of the files that overlays are made of, as it stands in the repository. */
  public static Document base(String file) throws IOException {
    return new Document(StrictYaml.read(Files.readString(folder().resolve(file))).get(0));
  }

  /** Whether overlays can be rendered here. */
  public static boolean isInstalled() {
    return !command().isEmpty();
  }

  /** Renders one of the overlays; skips the test when no Kustomize is installed. */
  public static Manifests overlay(String name) {
    return Manifests.read(name, render(folder().resolve("overlays").resolve(name)));
  }

  /** Renders a folder; skips the test when no Kustomize is installed. */
  public static String render(Path folder) {
    List<String> command = command();
    assumeTrue(!command.isEmpty(), "skipped: no kustomize and no kubectl is installed");
    return RENDERED.computeIfAbsent(folder.toAbsolutePath(), path -> run(command, path));
  }

  private static String run(List<String> command, Path folder) {
    List<String> whole = new ArrayList<>(command);
    whole.add(folder.toString());
    try {
      Path errors = Files.createTempFile("kustomize", ".err");
      Process process = new ProcessBuilder(whole).redirectError(errors.toFile()).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      String told = Files.readString(errors);
      Files.delete(errors);
      if (exit != 0) {
        throw new AssertionError(whole + " ended with " + exit + ":\n" + told);
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> command() {
    String given =
        System.getProperty(
            "penstock.kustomize", System.getenv().getOrDefault("PENSTOCK_KUSTOMIZE", ""));
    if (!given.isEmpty()) {
      return List.of(given, "build");
    } else if (installed("kustomize")) {
      return List.of("kustomize", "build");
    } else if (installed("kubectl")) {
      return List.of("kubectl", "kustomize");
    }
    return List.of();
  }

  /** Whether the path has such a program. */
  public static boolean installed(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}

package io.penstock.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageContextTest {
  private static final Path ROOT = Path.of(System.getProperty("penstock.root"));

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @ParameterizedTest
  @EnumSource
  void theDockerfileCopiesExactlyWhatIsLaidOut(ImageContext image) throws IOException {
    image.layOut(builtHome(), folder.resolve("context"));

    Set<String> copied = new HashSet<>(copied(image));
    copied.add("Dockerfile");
    copied.add(ImageContext.CONTENTS);
    assertThat(names(folder.resolve("context"))).containsExactlyInAnyOrderElementsOf(copied);
  }

  @ParameterizedTest
  @EnumSource
  void nobodyRunsAsRootAndNothingIsFetchedWhileBuilding(ImageContext image) throws IOException {
    List<String> lines = dockerfile(image);

    assertThat(lines)
        .filteredOn(line -> line.startsWith("USER"))
        .allMatch(line -> !line.contains(" 0"));
    assertThat(lines.get(lines.size() - 1)).doesNotStartWith("FROM");
    assertThat(lines.lastIndexOf(last(lines, "USER")))
        .isGreaterThan(lines.indexOf(last(lines, "FROM")));
    assertThat(lines)
        .noneMatch(line -> line.matches(".*(curl|wget|apt-get|apk |https?://|:latest).*"))
        .filteredOn(line -> line.startsWith("FROM "))
        .hasSize(2)
        .allMatch(line -> line.matches("FROM [\\w./-]+:[\\w.${}-]+( AS \\w+)?"));
  }

  @Test
  void theSameFilesGiveTheSameFolder() throws IOException {
    Path home = builtHome();
    ImageContext.BRIDGE.layOut(home, folder.resolve("one"));
    ImageContext.BRIDGE.layOut(home, folder.resolve("two"));

    for (String name : names(folder.resolve("one"))) {
      Path one = folder.resolve("one").resolve(name);
      Path two = folder.resolve("two").resolve(name);
      assertThat(one).hasSameBinaryContentAs(two);
      assertThat(Files.getLastModifiedTime(one)).isEqualTo(Files.getLastModifiedTime(two));
    }
  }

  @Test
  void whatIsNotBuiltIsNamedWithTheCommandThatBuildsIt() throws IOException {
    Path home = builtHome();
    Files.delete(home.resolve("runners/spark/submit/target/bom.json"));

    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> ImageContext.SPARK.layOut(home, folder.resolve("context")))
        .withMessageContaining("./penstock build");
  }

  @Test
  void aFolderOfItsOwnIsReplaced() throws IOException {
    Path home = builtHome();
    Path context = folder.resolve("context");
    ImageContext.SPARK.layOut(home, context);
    Files.delete(home.resolve("runners/spark/submit/target/penstock-spark-submit-1-all.jar"));
    Files.writeString(
        home.resolve("runners/spark/submit/target/penstock-spark-submit-2-all.jar"), "2");

    ImageContext.SPARK.layOut(home, context);
    ImageContext.SPARK.layOut(home, folder.resolve("fresh"));

    assertThat(context.resolve("penstock-spark.jar")).hasContent("2");
    assertThat(context.resolve(ImageContext.CONTENTS))
        .hasSameTextualContentAs(folder.resolve("fresh").resolve(ImageContext.CONTENTS));
    assertThat(names(context)).isEqualTo(names(folder.resolve("fresh")));
  }

  @Test
  void aFolderWithAnythingElseIsRefusedAndLeftAsItIs() throws IOException {
    Path home = builtHome();
    for (String other : List.of("more", "Dockerfile", ImageContext.CONTENTS, "LICENSE")) {
      Path context = folder.resolve("with-" + other);
      ImageContext.BRIDGE.layOut(home, context);
      if (other.equals("LICENSE")) {
        Files.delete(context.resolve(other));
      } else {
        Files.writeString(context.resolve(other), "somebody's");
      }
      Set<String> before = names(context);

      assertThatExceptionOfType(CommandFailed.class)
          .as(other)
          .isThrownBy(() -> ImageContext.BRIDGE.layOut(home, context))
          .withMessageContaining(context + " is not empty");
      assertThat(names(context)).isEqualTo(before);
    }
  }

  @Test
  void whatIsNotBuiltLeavesTheFolderOfBeforeAsItIs() throws IOException {
    Path home = builtHome();
    Path context = folder.resolve("context");
    ImageContext.FLINK.layOut(home, context);
    Set<String> before = names(context);
    Files.delete(home.resolve("runners/flink/target/bom.json"));

    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> ImageContext.FLINK.layOut(home, context));
    assertThat(names(context)).isEqualTo(before);
  }

  /** A repository with this one's Dockerfiles and stand-ins for what Maven builds. */
  private Path builtHome() throws IOException {
    Path home = folder.resolve("home");
    for (ImageContext image : ImageContext.values()) {
      Path images = Files.createDirectories(home.resolve("k8s/images").resolve(image.label()));
      Files.copy(
          ROOT.resolve("k8s/images").resolve(image.label()).resolve("Dockerfile"),
          images.resolve("Dockerfile"));
    }
    Files.writeString(home.resolve("LICENSE"), "licence");
    Map<String, String> modules =
        Map.of(
            "runner-flink", "runners/flink",
            "spark-submit", "runners/spark/submit",
            "launcher", "runners/launcher");
    for (Map.Entry<String, String> module : modules.entrySet()) {
      Path target = Files.createDirectories(home.resolve(module.getValue()).resolve("target"));
      Files.writeString(
          target.resolve("penstock-" + module.getKey() + "-1-all.jar"), module.getKey());
      Files.writeString(target.resolve("bom.json"), "{}");
    }
    return home;
  }

  private static List<String> copied(ImageContext image) throws IOException {
    List<String> copied = new ArrayList<>();
    for (String line : dockerfile(image)) {
      if (line.startsWith("COPY ") && !line.contains("--from=")) {
        List<String> words = new ArrayList<>(List.of(line.split(" +", -1)));
        words.remove(0);
        words.removeIf(word -> word.startsWith("--"));
        copied.addAll(words.subList(0, words.size() - 1));
      }
    }
    return copied;
  }

  private static List<String> dockerfile(ImageContext image) throws IOException {
    try (Stream<String> lines =
        Files.lines(ROOT.resolve("k8s/images").resolve(image.label()).resolve("Dockerfile"))) {
      return lines.filter(line -> !line.startsWith("#")).toList();
    }
  }

  private static String last(List<String> lines, String word) {
    return lines.stream().filter(line -> line.startsWith(word)).reduce((a, b) -> b).orElseThrow();
  }

  private static Set<String> names(Path context) throws IOException {
    try (Stream<Path> files = Files.list(context)) {
      return new HashSet<>(files.map(file -> file.getFileName().toString()).toList());
    }
  }
}

package io.penstock.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every promise names tests that exist: a promise whose test was renamed or lost fails here. */
class GuaranteesDocTest {
  private static final Pattern REFERENCE = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");

  @Test
  void everyTestThatAPromiseNamesExists() throws IOException {
    Path root = Path.of(System.getProperty("penstock.root"));
    Map<String, String> sources = sources(root);
    Matcher reference =
        REFERENCE.matcher(Files.readString(root.resolve("docs").resolve("guarantees.md")));
    int found = 0;
    while (reference.find()) {
      assertThat(sources).containsKey(reference.group(1));
      assertThat(sources.get(reference.group(1)))
          .as(reference.group())
          .contains(" " + reference.group(2) + "(");
      found++;
    }
    assertThat(found).isGreaterThan(20);
  }

  @Test
  void everyRowOfPromisesNamesATest() throws IOException {
    Path root = Path.of(System.getProperty("penstock.root"));
    assertThat(
            Files.readAllLines(root.resolve("docs").resolve("guarantees.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Promise"))
                .filter(line -> !line.startsWith("| stored") && !line.contains("Shown by"))
                .filter(line -> line.chars().filter(c -> c == '|').count() == 3))
        .allMatch(line -> REFERENCE.matcher(line).find());
  }

  private static Map<String, String> sources(Path root) throws IOException {
    Map<String, String> sources = new HashMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        sources.merge(name, Files.readString(file), String::concat);
      }
    }
    return sources;
  }
}

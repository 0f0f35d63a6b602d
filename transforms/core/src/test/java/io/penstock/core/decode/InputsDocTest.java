package io.penstock.core.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/inputs.md} names every reason there is, and cases that exist and show it. */
class InputsDocTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `(\\w+)` \\|.*\\| (?:`(\\w+): (.+)` )?\\|");
  private static final Pattern CASE = Pattern.compile("\\| `(\\w+): ([^`]+)` \\|");

  @Test
  void namesEveryReason() throws IOException {
    assertThat(ROW.matcher(page()).results().map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Reason.values()).map(Reason::code).toList());
  }

  @Test
  void namesCasesThatShowTheReason() throws IOException {
    Matcher row = ROW.matcher(page());
    while (row.find()) {
      if (row.group(2) != null) {
        assertThat(expected(row.group(2), row.group(3)))
            .as(row.group())
            .contains("quarantined " + row.group(1));
      }
    }
  }

  @Test
  void namesCasesThatExist() throws IOException {
    assertThat(CASE.matcher(page()).results().toList())
        .hasSizeGreaterThan(35)
        .allSatisfy(found -> expected(found.group(1), found.group(2)));
  }

  private static String expected(String file, String name) {
    return GoldenCases.of("inputs/" + file + ".json")
        .filter(golden -> golden.name().equals(name))
        .findFirst()
        .map(golden -> String.join("\n", golden.expected()))
        .orElseThrow(() -> new AssertionError("no case " + file + ": " + name));
  }

  private static String page() throws IOException {
    return Files.readString(Path.of(System.getProperty("penstock.root"), "docs", "inputs.md"));
  }
}

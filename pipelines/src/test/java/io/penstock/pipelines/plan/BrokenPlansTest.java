package io.penstock.pipelines.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each broken plan under {@code testdata} says in its first line why, and beside it what. */
class BrokenPlansTest {

  @ParameterizedTest
  @MethodSource("plans")
  void everyMistakeIsReportedAtOnceWithItsLine(Path plan) throws IOException {
    assertThat(problems(plan)).containsExactlyElementsOf(expected(plan));
  }

  static Stream<Path> plans() throws IOException {
    return PlanFiles.broken();
  }

  static List<String> problems(Path plan) {
    PlanInvalid invalid =
        catchThrowableOfType(PlanInvalid.class, () -> PlanFiles.reader().read(plan));
    assertThat(invalid).as("%s is refused", plan).isNotNull();
    return invalid.problems().stream()
        .map(problem -> problem.toString().replace(PlanFiles.BROKEN + "/", ""))
        .toList();
  }

  private static List<String> expected(Path plan) throws IOException {
    return Files.readAllLines(Path.of(plan.toString().replace(".yaml", ".problems")));
  }
}

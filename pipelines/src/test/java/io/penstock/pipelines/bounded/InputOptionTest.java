package io.penstock.pipelines.bounded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.decode.Format.Framing;
import io.penstock.core.decode.senml.SenmlFormat;
import io.penstock.core.plan.SourcePlan;
import io.penstock.core.time.TimeRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputOptionTest {
  private static final SourcePlan ONE = source("one");
  private static final SourcePlan TWO = source("two");

  @Test
  void takesPathsWithEqualsSigns() {
    String path = Path.of("in/date=2026-01-05/x.json").toAbsolutePath().toString();

    assertThat(paths(List.of(ONE), "in/date=2026-01-05/x.json")).containsExactly(path);
    assertThat(paths(List.of(ONE), "one=in/date=2026-01-05/x.json")).containsExactly(path);
    assertThat(paths(List.of(ONE, TWO), "two=in/date=2026-01-05/x.json")).containsExactly(path);
  }

  @Test
  void namesTheSourcesOfThePlanWhereOneIsUnknown() {
    assertThatThrownBy(() -> paths(List.of(ONE, TWO), "three=in"))
        .hasMessage("--input names the source three, but the plan has: one, two");
    assertThatThrownBy(() -> paths(List.of(ONE, TWO), "in"))
        .hasMessageContaining("must be SOURCE=PATH for a plan with several sources (one, two)");
  }

  private static List<String> paths(List<SourcePlan> sources, String input) {
    return InputOption.apply(sources, List.of(input)).get(0).paths();
  }

  private static SourcePlan source(String name) {
    return new SourcePlan(
        name,
        List.of(),
        new SenmlFormat(Framing.DOCUMENT, "", TimeRule.ISO),
        SourcePlan.UnknownSeries.QUARANTINE);
  }
}

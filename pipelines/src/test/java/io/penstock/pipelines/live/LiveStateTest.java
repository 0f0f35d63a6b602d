package io.penstock.pipelines.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.plan.Plan;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveStateTest {
  @Test
  void whatAStartDecidedIsThereWhenTheStreamGoesOn(@TempDir Path folder) throws Exception {
    LiveState state = new LiveState(LiveState.layout(LivePlans.small()), 10, 20, "latest at now");
    Path file = folder.resolve("live/stream.properties");

    state.write(file);

    assertThat(LiveState.read(file)).isEqualTo(state);
  }

  @Test
  void aPlanThatTheStateDoesNotFitIsRefusedWithTheWayOut() throws Exception {
    Plan plan = LivePlans.small();
    SortedMap<String, String> layout = LiveState.layout(plan);
    layout.put("live.lanes", "8");

    assertThat(new LiveState(LiveState.layout(plan), 0, 0, "").problems(plan)).isEmpty();
    assertThat(new LiveState(layout, 0, 0, "").problems(plan))
        .containsExactly(
            "live.lanes must be 8, as when the savepoint's stream was started, but was: 4;"
                + " to change it, start with --from resume");
  }
}

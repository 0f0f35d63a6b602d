package io.penstock.pipelines.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.plan.Plan;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StreamLayoutTest {
  @Test
  void aPlanThatTheStateDoesNotFitIsRefusedWithTheWayOut() throws Exception {
    Plan plan = LivePlans.small();
    SortedMap<String, String> other = new TreeMap<>(StreamLayout.of(plan).settings());
    other.put("live.lanes", "8");

    assertThat(StreamLayout.of(plan).problems(plan)).isEmpty();
    assertThat(new StreamLayout(other).problems(plan))
        .containsExactly(
            "live.lanes must be 8, as when the savepoint's stream was started, but was: 4;"
                + " to change it, start with --from resume");
  }
}

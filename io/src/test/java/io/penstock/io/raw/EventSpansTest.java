package io.penstock.io.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EventSpansTest {
  private static EventSpans of(List<Integer> hours) {
    return EventSpans.ofPeriods(10, hours.stream().mapToLong(hour -> hour * 10L).toArray());
  }

  @Property
  void holdTheirPeriodsInAnyOrderAndComeBackFromText(
      @ForAll List<@IntRange(min = -50, max = 50) Integer> left,
      @ForAll List<@IntRange(min = -50, max = 50) Integer> right) {
    EventSpans both = of(left).union(of(right));

    assertThat(both).isEqualTo(of(right).union(of(left)));
    assertThat(EventSpans.parse(both.text())).isEqualTo(both);
    for (int hour = -51; hour <= 51; hour++) {
      assertThat(both.overlaps(hour * 10L, hour * 10L + 10))
          .isEqualTo(left.contains(hour) || right.contains(hour));
    }
  }

  @Test
  void writeRunsOfPeriodsAsOne() {
    assertThat(of(List.of(5, 3, 4, 9, 3)).text()).isEqualTo("30+30,90+10");
    assertThat(EventSpans.NONE.text()).isEmpty();
  }

  @Test
  void refuseOtherText() {
    for (String text : List.of("x", "1", "1+", "1+0", "1+-5", "1+2,")) {
      assertThatThrownBy(() -> EventSpans.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}

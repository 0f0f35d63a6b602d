package io.penstock.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class StateDurationsTest {
  private static final List<String> NAMES = List.of("stopped", "running", "fault");
  private static final long SECOND = 1_000_000;

  private final StateDurations durations = StateDurations.create();

  @Test
  void theStateBeforeIsHeldInAndTheLastOneIsHeldOut() {
    long[] times = {5 * SECOND, 12 * SECOND, 15 * SECOND};
    durations.compute(times, new int[] {0, 1, 2}, 1, 3, 0, 10 * SECOND, 20 * SECOND);
    assertThat(durations.toJson(NAMES::get)).isEqualTo("{\"fault\":5,\"running\":3,\"stopped\":2}");
    assertThat(durations.transitions()).isEqualTo(2);
    assertThat(durations.seconds(1)).isEqualTo(3.0);
  }

  @Test
  void timeBeforeTheFirstReadingBelongsToNoState() {
    durations.compute(new long[] {12 * SECOND}, new int[] {1}, 0, 1, -1, 10 * SECOND, 20 * SECOND);
    assertThat(durations.toJson(NAMES::get)).isEqualTo("{\"running\":8}");
    assertThat(durations.transitions()).isZero();
  }

  @Test
  void aWindowWithoutReadingsIsSpentInTheStateBefore() {
    durations.compute(new long[] {3}, new int[] {2}, 1, 1, 0, 10, 20);
    assertThat(durations.toJson(NAMES::get)).isEqualTo("{\"fault\":0.00001}");
    assertThat(durations.transitions()).isZero();
  }

  @Test
  void aWindowOfWhichNothingIsKnownHasNoStates() {
    durations.compute(new long[] {}, new int[] {}, 0, 0, -1, 10, 20);
    assertThat(durations.toJson(NAMES::get)).isEqualTo("{}");
    assertThat(durations.stateCount()).isZero();
    assertThat(durations.seconds(7)).isZero();
  }

  @Test
  void aReadingAtTheStartLeavesNoTimeToTheOneBeforeButIsATransition() {
    durations.compute(new long[] {5, 10}, new int[] {0, 1}, 1, 2, 0, 10, 20);
    assertThat(durations.toJson(NAMES::get)).isEqualTo("{\"running\":0.00001}");
    assertThat(durations.transitions()).isEqualTo(1);
  }

  @Test
  void readingsThatRepeatAStateAreNoTransitions() {
    long[] times = {10, 12, 14, 16};
    durations.compute(times, new int[] {1, 1, 0, 0}, 0, 4, -1, 10, 20);
    assertThat(durations.transitions()).isEqualTo(1);
    assertThat(durations.micros(0)).isEqualTo(6);
    assertThat(durations.micros(1)).isEqualTo(4);
  }

  @Test
  void namesAreInCodePointOrderAndEscaped() throws IOException {
    // U+1F600 sorts after U+FF01, though its first UTF-16 unit is smaller. RFC 8785, 3.2.2.2.
    List<String> names = List.of("\uD83D\uDE00", "\uFF01", "a\"\\\n\u0001/", "", "\uD800");
    int count = names.size();
    durations.compute(
        new long[] {0, 1, 2, 3, 4}, new int[] {0, 1, 2, 3, 4}, 0, count, -1, 0, count);
    String json = durations.toJson(names::get);
    assertThat(json)
        .isEqualTo(
            "{\"\":0.000001,\"a\\\"\\\\\\n\\u0001/\":0.000001,\"\uFF01\":0.000001,"
                + "\"\\ud800\":0.000001,\"\uD83D\uDE00\":0.000001}");
    JsonNode parsed = new ObjectMapper().readTree(json);
    assertThat(names).allSatisfy(name -> assertThat(parsed.has(name)).as(name).isTrue());
  }

  @Property(tries = 500)
  void aNumberReadsBackAsTheSecondsAndIsTheShortestThatDoes(
      @ForAll @LongRange(min = 1, max = 999_999_999_999_999L) long micros) {
    StateDurations one = StateDurations.create();
    one.compute(new long[] {0}, new int[] {0}, 0, 1, -1, 0, micros);
    String json = one.toJson(id -> "s");
    String number = json.substring("{\"s\":".length(), json.length() - 1);
    assertThat(Double.parseDouble(number)).isEqualTo(micros / 1e6);
    // Every decimal of at most 15 digits is a double of its own: one digit less is another double.
    assertThat(number).doesNotContain("E").matches("\\d+(\\.\\d*[1-9])?");
  }

  @Property(tries = 500)
  void durationsAddUpToTheCoverAndAnInstanceKeepsNothing(
      @ForAll @Size(max = 30) @UniqueElements List<@IntRange(max = 200) Integer> at,
      @ForAll @Size(value = 30) List<@IntRange(max = 6) Integer> states,
      @ForAll @IntRange(max = 200) int start,
      @ForAll @IntRange(min = 1, max = 200) int length) {
    long[] times = at.stream().mapToLong(t -> t).sorted().toArray();
    int[] ids = states.stream().mapToInt(s -> s).toArray();
    Window window = Windows.of(start, (long) start + length, times, new double[times.length]);

    StateDurations used = StateDurations.create();
    used.compute(times, ids, 0, times.length, -1, 0, 500);
    compute(used, window, ids);
    StateDurations fresh = StateDurations.create();
    compute(fresh, window, ids);

    assertThat(used.toJson(Integer::toString)).isEqualTo(fresh.toJson(Integer::toString));
    assertThat(used.transitions()).isEqualTo(fresh.transitions());
    long covered = 0;
    for (int state = 0; state <= 6; state++) {
      covered += used.micros(state);
    }
    long from = window.size() > 0 ? times[window.from] : window.endMicros;
    assertThat(covered).isEqualTo(window.endMicros - (window.before >= 0 ? start : from));
  }

  private static void compute(StateDurations durations, Window window, int[] states) {
    durations.compute(
        window.times,
        states,
        window.from,
        window.to,
        window.before,
        window.startMicros,
        window.endMicros);
  }
}

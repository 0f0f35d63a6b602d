package io.penstock.pipelines.bounded;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.tile.LaneSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AuditSampleTest {
  private static final List<LaneSpan> ALL =
      IntStream.range(0, 4)
          .boxed()
          .flatMap(
              lane ->
                  LongStream.range(0, 250)
                      .mapToObj(period -> new LaneSpan(lane, period * 3_600_000_000L)))
          .toList();

  @Test
  void takesTheSameForTheSameSeedInWhateverOrder() {
    List<LaneSpan> shuffled = new ArrayList<>(ALL);
    Collections.shuffle(shuffled, new Random(1));

    assertThat(AuditSample.of(shuffled, 5, 42)).isEqualTo(AuditSample.of(ALL, 5, 42)).hasSize(50);
    assertThat(AuditSample.of(ALL, 5, 43)).isNotEqualTo(AuditSample.of(ALL, 5, 42));
  }

  @Test
  void aLargerShareHoldsASmallerOne() {
    assertThat(AuditSample.of(ALL, 20, 42)).containsAll(AuditSample.of(ALL, 5, 42));
    assertThat(AuditSample.of(ALL, 100, 42)).containsExactlyInAnyOrderElementsOf(ALL);
  }

  @Test
  void takesAtLeastOne() {
    assertThat(AuditSample.of(ALL, 0.001, 42)).hasSize(1);
  }
}

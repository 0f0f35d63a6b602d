package io.penstock.transforms.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HotDelayTest {
  private static final String BUCKET = "penstock_hot_delay_ms_le_";

  @Test
  void aQuantileIsToldByTheBucketItIsIn() {
    Map<String, Long> counts =
        Map.of(BUCKET + 3000, 50L, BUCKET + 4000, 99L, BUCKET + 60000, 99L, BUCKET + "inf", 100L);

    assertThat(HotDelay.tiles(counts)).isEqualTo(100);
    assertThat(HotDelay.quantileMillis(0.5, counts)).hasValue(3_000);
    assertThat(HotDelay.quantileMillis(0.51, counts)).hasValue(4_000);
    assertThat(HotDelay.quantileMillis(0.99, counts)).hasValue(4_000);
    assertThat(HotDelay.quantileMillis(1, counts)).isEmpty();
  }

  @Test
  void nothingMeasuredHasNoQuantile() {
    assertThat(HotDelay.tiles(Map.of())).isZero();
    assertThat(HotDelay.quantileMillis(0.5, Map.of())).isEmpty();
  }

  @Test
  void theBucketsAreThoseOfTheCounters() {
    assertThat(HotDelay.bucketNames()).hasSize(13).contains(BUCKET + "1000", BUCKET + "inf");
  }
}

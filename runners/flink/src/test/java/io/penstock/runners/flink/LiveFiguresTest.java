package io.penstock.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveFiguresTest {
  private static final LiveFigures NONE = new LiveFigures(Map.of());

  @Test
  void whatWasNotCountedYetIsNone() {
    assertThat(NONE.since(NONE, Duration.ofSeconds(10)))
        .isEqualTo("0 readings (0 a second), 0 late, 0 quarantined; 0 rows stored hot, 0 archived");
  }

  @Test
  void theRateIsThatOfTheReadingsBetweenTwoLooks() {
    LiveFigures later =
        new LiveFigures(
            Map.of(
                "penstock_readings_received", 13_000L,
                "penstock_readings_late", 7L,
                "penstock_hot_rows_written", 4_321L));

    assertThat(
            later.since(
                new LiveFigures(Map.of("penstock_readings_received", 1_000L)),
                Duration.ofSeconds(60)))
        .isEqualTo(
            "13,000 readings (200 a second), 7 late, 0 quarantined; 4,321 rows stored hot, 0"
                + " archived");
  }

  @Test
  void aStreamThatWasStartedAgainHasNoNegativeRate() {
    assertThat(
            NONE.since(
                new LiveFigures(Map.of("penstock_readings_received", 1_000L)),
                Duration.ofSeconds(60)))
        .startsWith("0 readings (0 a second)");
  }
}

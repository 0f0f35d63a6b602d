package io.penstock.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicrosTest {
  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "2026-01-31T00:00:00Z, 1769817600000000",
    "1969-12-31T23:59:59.999999Z, -1",
  })
  void areTimesBothWays(Instant instant, long micros) {
    assertThat(Micros.of(instant)).isEqualTo(micros);
    assertThat(Micros.instant(micros)).isEqualTo(instant);
  }

  @Test
  void cutOffWhatIsFinerTowards1970() {
    assertThat(Micros.of(Instant.parse("1970-01-01T00:00:00.000001999Z"))).isEqualTo(1);
    assertThat(Micros.of(Instant.parse("1969-12-31T23:59:59.999998001Z"))).isEqualTo(-1);
  }

  @Test
  void saySoWhenTheyDoNotFit() {
    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Micros.of(Instant.MAX));
  }

  @Test
  void areDurations() {
    assertThat(Micros.duration(1_500_000)).isEqualTo(Duration.ofMillis(1_500));
  }
}

package io.penstock.core.time;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.time.TimeRule.Form;
import io.penstock.core.time.TimeRule.Midnight;
import io.penstock.core.time.TimeRule.Overlap;
import java.time.DateTimeException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that cannot be used are refused at the start; what is read is in the golden cases. */
class TimeReaderTest {
  @ParameterizedTest
  @ValueSource(strings = {"dd/MM", "HH:mm", "dd/MM/yyyy hh:mm", "dd/MM/yyyy mm:ss", "pattern", "{"})
  void refusesPatternsThatGiveNoInstant(String pattern) {
    assertThatThrownBy(() -> TimeReader.of(rule(pattern, "UTC")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesZonesThatDoNotExist() {
    assertThatThrownBy(() -> TimeReader.of(rule("dd/MM/yyyy", "Europe/Atlantis")))
        .isInstanceOf(DateTimeException.class);
  }

  private static TimeRule rule(String pattern, String zone) {
    return new TimeRule(
        Form.TEXT,
        List.of(pattern),
        zone,
        Overlap.REJECT,
        Midnight.START_OF_DAY,
        TimeRule.DEFAULT_EARLIEST,
        TimeRule.DEFAULT_LATEST);
  }
}

package io.penstock.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.runners.launcher.BackfillCommand.BackfillRange;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackfillRangeTest {
  private static final long HOUR = 3_600_000_000L;
  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

  @Test
  void roundsOutToWholePeriods() {
    assertThat(range("2026-01-01T00:30:00Z", "2026-01-01T02:00:00.000001Z"))
        .isEqualTo(
            new BackfillRange(
                Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T03:00:00Z")));
    assertThat(range("2026-01-01T00:00:00Z", "2026-01-01T02:00:00Z"))
        .isEqualTo(
            new BackfillRange(
                Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T02:00:00Z")));
  }

  @Test
  void refusesARangeThatIsEmptyOrInTheFuture() {
    assertThatThrownBy(() -> range("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"))
        .hasMessage(
            "--to must be after --from 2026-01-01T00:00:00Z, but was: 2026-01-01T00:00:00Z");
    assertThatThrownBy(() -> range("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z"))
        .hasMessage(
            "--to must be after --from 2026-01-02T00:00:00Z, but was: 2026-01-01T00:00:00Z");
    assertThatThrownBy(() -> range("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"))
        .hasMessage("--from must not be in the future, but was: 2026-03-01T00:00:00Z");
  }

  private static BackfillRange range(String from, String to) {
    return BackfillRange.of(Instant.parse(from), Instant.parse(to), HOUR, NOW);
  }
}

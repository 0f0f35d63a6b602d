package io.penstock.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AuditPercentTest {
  @Test
  void readsAShareWithAndWithoutItsSign() {
    assertThat(ReconcileCommand.percent("5%")).isEqualTo(5);
    assertThat(ReconcileCommand.percent("0.5")).isEqualTo(0.5);
    assertThat(ReconcileCommand.percent("100%")).isEqualTo(100);
  }

  @Test
  void refusesWhatIsNoShare() {
    assertThatThrownBy(() -> ReconcileCommand.percent("0%"))
        .hasMessage("--audit must be more than 0% and at most 100%, but was: 0%");
    assertThatThrownBy(() -> ReconcileCommand.percent("101"))
        .hasMessage("--audit must be more than 0% and at most 100%, but was: 101");
    assertThatThrownBy(() -> ReconcileCommand.percent("NaN"))
        .hasMessage("--audit must be more than 0% and at most 100%, but was: NaN");
    assertThatThrownBy(() -> ReconcileCommand.percent("some"))
        .hasMessage("--audit must be a percentage, but was: some");
  }
}

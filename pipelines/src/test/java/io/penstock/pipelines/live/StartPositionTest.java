package io.penstock.pipelines.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.pipelines.live.StartPosition.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartPositionTest {
  @Test
  void aStartIsAWordOrATime() {
    assertThat(StartPosition.parse("resume").kind()).isEqualTo(Kind.RESUME);
    assertThat(StartPosition.parse("earliest").kind()).isEqualTo(Kind.EARLIEST);
    assertThat(StartPosition.parse("latest").kind()).isEqualTo(Kind.LATEST);
    assertThat(StartPosition.parse("1970-01-01T00:01:00Z"))
        .isEqualTo(new StartPosition(Kind.TIME, 60_000_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"resume", "earliest", "latest", "2026-01-31T00:00:00Z"})
  void itsTextIsWhatItWasReadFrom(String text) {
    assertThat(StartPosition.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "2026-01-31", "Latest"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> StartPosition.parse(text))
        .hasMessageContaining("must be resume, earliest, latest or a time")
        .hasMessageEndingWith("but was: " + (text.isEmpty() ? "not given" : text));
  }
}

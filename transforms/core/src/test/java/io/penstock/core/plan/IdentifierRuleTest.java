package io.penstock.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierRuleTest {
  /** INPUTS: tag names such as these are data. */
  @ParameterizedTest
  @ValueSource(strings = {"'; drop table", "../../etc/passwd", "a/b", "Kühler", "🌡", "40001"})
  void whateverPeopleCanSeeIsAnIdentifier(String identifier) {
    assertThat(IdentifierRule.fault(identifier)).isEmpty();
  }

  /** INPUTS: NUL and control characters, bidi or zero-width characters in ids. */
  @ParameterizedTest
  @ValueSource(strings = {"", "a\u0000", "a\tb", "\u202Eabc", "a\u200Bb", "\uFEFFa", "a\uD800"})
  void whatPeopleCannotSeeIsRefused(String identifier) {
    assertThat(IdentifierRule.fault(identifier)).isPresent();
  }

  /** UAX #15: two spellings of one text must be one identifier. */
  @Test
  void decomposedLettersAreRefused() {
    assertThat(IdentifierRule.fault("Ku\u0308hler"))
        .hasValue("must be in Unicode normal form C, but was: Ku\u0308hler");
  }

  @Test
  void messagesShowTheInvisible() {
    assertThat(IdentifierRule.fault("a\u200Bb"))
        .hasValue(
            "must be free of control, bidirectional and zero-width characters, but has U+200B:"
                + " a\\u{200b}b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b/c/d", "a/b/c/d/e/f", "a//c/d/e", "a/b/c/d/ e", "/b/c/d/e"})
  void assetsHaveFiveLevels(String asset) {
    assertThat(IdentifierRule.assetFault(asset)).isPresent();
  }
}

package io.penstock.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.Identifiers;
import java.nio.charset.StandardCharsets;
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

  /** Else the catalogue could name what no message can, or refuse what messages have. */
  @Test
  void catalogueAndMessagesRefuseTheSame() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      if (Character.getType(point) == Character.SURROGATE) {
        continue;
      }
      String name = "a" + Character.toString(point) + "b";
      boolean refused =
          IdentifierRule.fault(name).filter(fault -> fault.contains("must be free of")).isPresent();
      assertThat(refusedInMessages(name)).as("U+%04X", point).isEqualTo(refused);
    }
    assertThat(IdentifierRule.fault("ä".repeat(Identifiers.MAX_BYTES / 2))).isEmpty();
    assertThat(IdentifierRule.fault("a" + "ä".repeat(Identifiers.MAX_BYTES / 2)))
        .hasValue("must have at most 16384 bytes of UTF-8, but has 16385");
  }

  private static boolean refusedInMessages(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    try {
      Identifiers.check(utf8, 0, utf8.length);
      return false;
    } catch (BadInput fault) {
      return true;
    }
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

package io.penstock.core.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IdentifiersTest {
  @Test
  void givesBackTheSameArrayWhenNothingChanges() throws BadInput {
    byte[] ascii = "xplant/line 1/'; drop table".getBytes(StandardCharsets.UTF_8);
    byte[] composed = "x\u00e4\ud83d\udd25".getBytes(StandardCharsets.UTF_8);

    assertThat(Identifiers.check(ascii, 1, ascii.length)).isSameAs(ascii);
    assertThat(Identifiers.check(composed, 1, composed.length)).isSameAs(composed);
  }

  /** Unicode TR 15: canonically equivalent identifiers have one spelling. */
  @Test
  void normalisesToNfc() throws BadInput {
    byte[] decomposed = "xcafe\u0301".getBytes(StandardCharsets.UTF_8);

    assertThat(Identifiers.check(decomposed, 1, decomposed.length))
        .isEqualTo("caf\u00e9".getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 3_000)
  void isStableWhenAppliedTwiceAndNeverThrowsAnythingElse(@ForAll String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] once;
    try {
      once = Identifiers.check(bytes, 0, bytes.length);
    } catch (BadInput fault) {
      assertThat(fault.reason()).isEqualTo(Reason.BAD_IDENTIFIER);
      return;
    }
    String normal = new String(once, StandardCharsets.UTF_8);
    assertThat(Normalizer.isNormalized(normal, Normalizer.Form.NFC)).isTrue();
    assertThat(normal.codePoints())
        .noneMatch(c -> Character.getType(c) == Character.CONTROL)
        .noneMatch(IdentifiersTest::isBidiControl);
  }

  /** Unicode TR 9, 2: the explicit directional formatting characters, and the implicit marks. */
  @Test
  void refusesEveryBidiControlAndZeroWidthCharacter() {
    String invisible =
        "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068"
            + "\u2069\ufeff\u00ad\u2028\u2029\u0000\u001f\u007f\u0080\u009f";
    invisible
        .codePoints()
        .forEach(c -> assertRefused("a" + Character.toString(c) + "b", Reason.BAD_IDENTIFIER));
  }

  @Test
  void refusesWhatIsEmptyOrFarTooLong() {
    assertRefused("", Reason.BAD_IDENTIFIER);
    assertRefused("x".repeat(Identifiers.MAX_BYTES + 1), Reason.BAD_IDENTIFIER);
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    assertThatThrownBy(() -> Identifiers.check(new byte[] {'a', (byte) 0xC0}, 0, 2))
        .isInstanceOfSatisfying(
            BadInput.class, fault -> assertThat(fault.reason()).isEqualTo(Reason.INVALID_UTF8));
  }

  private static boolean isBidiControl(int c) {
    return switch (Character.getDirectionality(c)) {
      case Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
          Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
          Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
          Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
          Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
          Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE ->
          true;
      default -> false;
    };
  }

  private static void assertRefused(String text, Reason reason) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Identifiers.check(bytes, 0, bytes.length))
        .isInstanceOfSatisfying(
            BadInput.class, fault -> assertThat(fault.reason()).isEqualTo(reason));
  }
}

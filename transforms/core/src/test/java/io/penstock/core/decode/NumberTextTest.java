package io.penstock.core.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
  @Property(tries = 20_000)
  void readsWhatJavaReadsBitForBit(@ForAll("numbers") String text) throws BadInput {
    double expected = Double.parseDouble(text) + 0.0;
    if (Double.isInfinite(expected)) {
      assertRefused(text, Reason.NUMBER_OUT_OF_RANGE);
    } else {
      assertThat(bits(strict(text))).isEqualTo(bits(expected));
      assertThat(bits(lenient(text))).isEqualTo(bits(expected));
      // A second opinion by another algorithm.
      assertThat(bits(strict(text))).isEqualTo(bits(new BigDecimal(text).doubleValue() + 0.0));
    }
  }

  @Property(tries = 20_000)
  void readsBackEveryDoubleThatJavaPrints(@ForAll long pattern) throws BadInput {
    double value = Double.longBitsToDouble(pattern);
    if (Double.isFinite(value)) {
      assertThat(bits(strict(Double.toString(value)))).isEqualTo(bits(value + 0.0));
    }
  }

  @Property(tries = 5_000)
  void readsADecimalCommaLikeAPoint(@ForAll("numbers") String text) {
    assertThat(outcome(text.replace('.', ','), ',')).isEqualTo(outcome(text, '.'));
  }

  @Property(tries = 20_000)
  void neverThrowsAnythingElse(@ForAll("almostNumbers") String text) {
    String outcome = outcome(text, '.');
    boolean isNumber = text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    assertThat(outcome.equals("bad_value")).isEqualTo(!isNumber);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+1",
        ".5",
        "5.",
        "01",
        "-01",
        "00",
        "1e",
        "1e+",
        "1.e5",
        "1 ",
        " 1",
        "1f",
        "1d",
        "0x1",
        "NaN",
        "Infinity",
        "-Infinity",
        "1_0",
        "1,5",
        "--1",
        "1e5.0",
        "1e5e5",
        "1.2.3",
        "e5"
      })
  void refusesWhatTheGrammarOfJsonRefuses(String text) {
    assertRefused(text, Reason.BAD_VALUE);
  }

  @ParameterizedTest
  @CsvSource({"+1,1", ".5,0.5", "5.,5", "-.5,-0.5", "007,7", "+.5e1,5", "5.e1,50", "-0,0", "00,0"})
  void readsLenientlyWhatTablesWrite(String text, double expected) throws BadInput {
    assertThat(bits(lenient(text))).isEqualTo(bits(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "+", "-", ".", "+.", "e5", ".e5", "+-1", "1 ", "NaN", "1d", "1,5"})
  void refusesEvenLeniently(String text) {
    assertThatThrownBy(() -> lenient(text))
        .isInstanceOfSatisfying(
            BadInput.class, fault -> assertThat(fault.reason()).isEqualTo(Reason.BAD_VALUE));
  }

  /** Digits of every length around the limits of the fast path: 15, 18 and 19 digits, e22. */
  @Provide
  Arbitrary<String> numbers() {
    Arbitrary<String> sign = Arbitraries.of("", "-");
    Arbitrary<String> whole =
        Arbitraries.oneOf(
            Arbitraries.just("0"),
            Arbitraries.integers().between(1, 9999).map(String::valueOf),
            digits(0, 24).map(rest -> "9" + rest),
            Arbitraries.longs().between(1L << 52, 1L << 54).map(String::valueOf));
    Arbitrary<String> decimals =
        Arbitraries.oneOf(
            Arbitraries.just(""), digits(1, 6).map(d -> "." + d), digits(1, 25).map(d -> "." + d));
    Arbitrary<String> exponent =
        Arbitraries.oneOf(
            Arbitraries.just(""),
            Arbitraries.integers().between(-40, 40).map(e -> "e" + e),
            Arbitraries.integers().between(0, 25).map(e -> "E+" + e),
            Arbitraries.integers().between(-400, 400).map(e -> "e" + e));
    return Combinators.combine(sign, whole, decimals, exponent).as((s, w, d, e) -> s + w + d + e);
  }

  @Provide
  Arbitrary<String> almostNumbers() {
    return Arbitraries.strings().withChars("0159-+.eE x").ofMinLength(0).ofMaxLength(9);
  }

  private static Arbitrary<String> digits(int fewest, int most) {
    return Arbitraries.strings().numeric().ofMinLength(fewest).ofMaxLength(most);
  }

  private static double strict(String text) throws BadInput {
    byte[] padded = ("9" + text + "9").getBytes(StandardCharsets.US_ASCII);
    return NumberText.parse(padded, 1, padded.length - 1, (byte) '.');
  }

  private static double lenient(String text) throws BadInput {
    byte[] padded = ("9" + text + "9").getBytes(StandardCharsets.US_ASCII);
    return NumberText.parseLenient(padded, 1, padded.length - 1, (byte) '.');
  }

  private static String outcome(String text, char decimalSign) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    try {
      return Long.toHexString(bits(NumberText.parse(bytes, 0, bytes.length, (byte) decimalSign)));
    } catch (BadInput fault) {
      return fault.reason().code();
    }
  }

  private static void assertRefused(String text, Reason reason) {
    assertThatThrownBy(() -> strict(text))
        .isInstanceOfSatisfying(
            BadInput.class, fault -> assertThat(fault.reason()).isEqualTo(reason));
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }
}

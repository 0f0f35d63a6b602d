package io.penstock.core.decode.lineprotocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.SinkRecording;
import io.penstock.core.decode.SinkRecording.Recorded;
import io.penstock.core.time.TimeRule;
import io.penstock.core.time.TimeRule.Form;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LineProtocolPropertyTest {
  private static final LineProtocolFormat FORMAT =
      new LineProtocolFormat("", TimeRule.ISO.withForm(Form.NANOS));

  @Property
  void throwsNothingButBadInputOnAnyBytes(@ForAll byte[] bytes) {
    decodesOrSaysBadInput(bytes);
  }

  /** Bytes that lie near the grammar get further into it. */
  @Property(tries = 5_000)
  void throwsNothingButBadInputOnTextsNearTheGrammar(@ForAll("nearTheGrammar") String text) {
    decodesOrSaysBadInput(text.getBytes(UTF_8));
  }

  @Provide
  Arbitrary<String> nearTheGrammar() {
    return Arbitraries.of(
            "m",
            ",",
            "=",
            " ",
            "f",
            "\"",
            "\\",
            "1",
            "-",
            ".",
            "e9",
            "i",
            "u",
            "t",
            "\n",
            "\r",
            "#",
            "é",
            "9223372036854775807",
            "m,a=1 f=",
            "m f=1 ",
            "\0")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  private static void decodesOrSaysBadInput(byte[] bytes) {
    try {
      assertThat(SinkRecording.of(FORMAT, bytes, 1_000).rejected()).isEmpty();
    } catch (BadInput e) {
      assertThat(e.detail()).doesNotContain("\n");
    }
  }

  @Property
  void readsBackAnyNamesAndTextThatWereEscaped(
      @ForAll("names") String measurement,
      @ForAll("names") String tag,
      @ForAll("names") String value,
      @ForAll("names") String field,
      @ForAll String text)
      throws BadInput {
    String string = new String(text.getBytes(UTF_8), UTF_8);
    String line =
        "%s,%s=%s %s=\"%s\" 1000"
            .formatted(
                escaped(measurement, ", "),
                escaped(tag, ",= "),
                escaped(value, ",= "),
                escaped(field, ",= "),
                string.replace("\\", "\\\\").replace("\"", "\\\""));

    Recorded reading = SinkRecording.of(FORMAT, line, 1).accepted().get(0);

    assertThat(reading.address()).isEqualTo(measurement + "," + tag + "=" + value + "/" + field);
    assertThat(reading.value()).isEqualTo(string);
  }

  /** No backslashes: line protocol cannot write one before a character that it escapes. */
  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> first = Arbitraries.strings().alpha().ofLength(1);
    Arbitrary<String> rest = Arbitraries.strings().alpha().withChars(",= #\"é€/").ofMaxLength(8);
    return Combinators.combine(first, rest).as((a, b) -> a + b);
  }

  private static String escaped(String name, String special) {
    return name.replaceAll("([" + special + "])", "\\\\$1");
  }

  @Property
  void readsAnyDoubleBackExactly(@ForAll double value) throws BadInput {
    Recorded reading = SinkRecording.of(FORMAT, "m f=" + value, 1).accepted().get(0);

    assertThat(reading.value()).isEqualTo(value + 0.0);
  }

  @Property
  void roundsAnyUnsignedIntegerToTheNearestDouble(@ForAll long bits) {
    assertThat(LineProtocolDecoder.unsignedToDouble(bits))
        .isEqualTo(new BigInteger(Long.toUnsignedString(bits)).doubleValue());
  }
}

package io.penstock.core.decode.senml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.Format.Framing;
import io.penstock.core.decode.SinkRecording;
import io.penstock.core.decode.SinkRecording.Recorded;
import io.penstock.core.time.TimeRule;
import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class SenmlPropertyTest {
  private static final SenmlFormat FORMAT = new SenmlFormat(Framing.DOCUMENT, "", TimeRule.ISO);

  @Property
  void throwsNothingButBadInputOnAnyBytes(@ForAll byte[] bytes) {
    decodesOrSaysBadInput(bytes);
  }

  @Property(tries = 5_000)
  void throwsNothingButBadInputOnTextsNearJson(@ForAll("nearJson") String text) {
    decodesOrSaysBadInput(text.getBytes(UTF_8));
  }

  @Provide
  Arbitrary<String> nearJson() {
    return Arbitraries.of(
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            "\"",
            "\\",
            "null",
            "true",
            "1e999",
            "-0",
            "1e-9999999999",
            "\"n\":",
            "\"v\":",
            "\"bt\":",
            "\"t\":",
            "\"bv\":",
            "\"s\":",
            "\"bver\":",
            "\"vs\":",
            "\"a\"",
            "[{\"n\":\"a\",\"v\":",
            "}]",
            "{\"e\":[{\"n\":\"a\",\"v\":",
            "}]}",
            " ",
            "\0")
        .list()
        .ofMaxSize(10)
        .map(parts -> String.join("", parts));
  }

  /** One byte of a good pack is replaced. */
  @Property
  void throwsNothingButBadInputOnPacksWithOneByteWrong(
      @ForAll @IntRange(max = 150) int at, @ForAll byte replacement) {
    byte[] pack =
        ("[{\"bn\":\"a:\",\"bt\":1.7e9,\"bver\":5,\"bv\":1,\"n\":\"x\",\"u\":\"V\",\"v\":1},"
                + "{\"n\":\"y\",\"vs\":\"\\u00e9\",\"t\":-5},{\"n\":\"z\",\"vb\":true,\"s\":1}]")
            .getBytes(UTF_8);
    pack[at % pack.length] = replacement;
    decodesOrSaysBadInput(pack);
  }

  private static void decodesOrSaysBadInput(byte[] bytes) {
    try {
      for (Recorded reading : SinkRecording.of(FORMAT, bytes, 1_000).accepted()) {
        assertThat(reading.address()).matches("[A-Za-z0-9][-A-Za-z0-9:./_]*(#sum)?");
      }
    } catch (BadInput e) {
      assertThat(e.detail()).matches("[ -~]+");
    }
  }

  /** Base time and time in decimals add up to the microsecond, whatever their split. */
  @Property
  void keepsEveryMicrosecondOfATimeInTwoParts(
      @ForAll @LongRange(min = 268_435_456_000_000L, max = 7_258_118_400_000_000L) long micros,
      @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long part)
      throws BadInput {
    String pack =
        "[{\"n\":\"a\",\"v\":1,\"bt\":%s,\"t\":%s}]"
            .formatted(seconds(micros - part), seconds(part));

    assertThat(SinkRecording.of(FORMAT, pack, 0).accepted().get(0).deviceMicros())
        .isEqualTo(micros);
  }

  private static String seconds(long micros) {
    return BigDecimal.valueOf(micros, 6).toPlainString();
  }
}

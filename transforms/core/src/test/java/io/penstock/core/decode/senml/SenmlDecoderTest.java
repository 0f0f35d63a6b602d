package io.penstock.core.decode.senml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.Format.Framing;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.decode.Reason;
import io.penstock.core.decode.SinkRecording;
import io.penstock.core.decode.SinkRecording.Recorded;
import io.penstock.core.quality.Quality;
import io.penstock.core.time.TimeRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clauses are of RFC 8428. Packs are written with single quotes. */
class SenmlDecoderTest {
  private static final long NOW = 1_700_000_000_000_000L;

  private static final SenmlFormat FORMAT = new SenmlFormat(Framing.DOCUMENT, "p/", TimeRule.ISO);

  private static SinkRecording decode(String pack) throws BadInput {
    return SinkRecording.of(FORMAT, pack.replace('\'', '"'), NOW);
  }

  private static Recorded only(String pack) throws BadInput {
    SinkRecording readings = decode(pack);
    assertThat(readings.rejected()).isEmpty();
    assertThat(readings.accepted()).hasSize(1);
    return readings.accepted().get(0);
  }

  private static Reason reasonOf(byte[] pack) {
    return catchThrowableOfType(BadInput.class, () -> SinkRecording.of(FORMAT, pack, NOW)).reason();
  }

  private static Reason reasonOf(String pack) {
    return reasonOf(pack.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  // ---- resolution

  @Test
  void putsThePrefixBeforeTheResolvedName() throws BadInput {
    assertThat(only("[{'bn':'a/','n':'b','v':1}]").address()).isEqualTo("p/a/b");
  }

  /** 4.1: base fields hold for the record they are in, wherever they stand in it, and on. */
  @Test
  void appliesBaseFieldsThatComeLastInTheirRecord() throws BadInput {
    assertThat(decode("[{'v':1,'n':'b','bu':'V','bn':'a:'},{'v':2,'n':'c'}]").accepted())
        .extracting(Recorded::address, Recorded::unit, Recorded::value)
        .containsExactly(tuple("p/a:b", "V", 1.0), tuple("p/a:c", "V", 2.0));
  }

  /** 4.5.4, in decimals: 20 + 0.3 is what the device meant, not a sum of two doubles. */
  @ParameterizedTest
  @CsvSource({
    "20, 0.3, 20.3",
    "0.1, 0.2, 0.3",
    "1e16, 1, 10000000000000001",
    "-5, 5, 0",
    "1e308, -1e308, 0",
    "1, 1e-400, 1",
    "0, -0.0, 0",
  })
  void addsTheBaseValueExactly(String base, String value, double sum) throws BadInput {
    assertThat(only("[{'n':'a','bv':" + base + ",'v':" + value + "}]").value()).isEqualTo(sum);
  }

  @Test
  void addsTheBaseValueToNumbersAlone() throws BadInput {
    assertThat(decode("[{'n':'a','bv':5,'vb':true},{'n':'a','vs':'x'},{'n':'a','v':1}]").accepted())
        .extracting(Recorded::value)
        .containsExactly(true, "x", 6.0);
  }

  /** 4.2: a sum may stand beside a value; its unit is the unit times seconds. */
  @Test
  void makesASeriesOfItsOwnOfASum() throws BadInput {
    assertThat(
            decode("[{'bn':'a','bs':100,'u':'W','v':2,'s':5},{'u':'%RH','s':1},{'s':2}]")
                .accepted())
        .extracting(Recorded::address, Recorded::unit, Recorded::value)
        .containsExactly(
            tuple("p/a", "W", 2.0),
            tuple("p/a#sum", "W.s", 105.0),
            tuple("p/a#sum", "%.s", 101.0),
            tuple("p/a#sum", "", 102.0));
  }

  @Test
  void givesNothingForARecordOfBaseFieldsAlone() throws BadInput {
    assertThat(only("[{'bn':'a','bs':1,'bver':10},{'v':1}]").value()).isEqualTo(1.0);
  }

  /** 4.4: what is not known is ignored, however deep, unless it ends in an underscore. */
  @Test
  void ignoresFieldsItDoesNotKnow() throws BadInput {
    assertThat(only("[{'n':'a','x':[{'y_':{}}],'ut':5,'l':'x','v':1}]").value()).isEqualTo(1.0);
  }

  @Test
  void takesAnExplicitNullForNoValueWhichIsNotZero() throws BadInput {
    for (String label : List.of("v", "vs", "vb", "vd")) {
      Recorded reading = only("[{'n':'a','" + label + "':null}]");
      assertThat(reading.value()).isEqualTo("no value");
      assertThat(reading.quality()).isEqualTo(Quality.BAD_NO_DATA);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740993, 9007199254740992",
    "1e308, 1e308",
    "1e-400, 0",
    "-0.0, 0.0",
    "4.9e-324, 4.9e-324",
  })
  void takesTheNearestDouble(String written, double value) throws BadInput {
    assertThat(only("[{'n':'a','v':" + written + "}]").value()).isEqualTo(value);
  }

  @Test
  void readsNumbersOfAThousandDigits() throws BadInput {
    assertThat(only("[{'n':'a','v':0." + "3".repeat(1_000) + "}]").value()).isEqualTo(1 / 3.0);
    assertThat(only("[{'n':'a','bv':1,'v':0." + "3".repeat(1_000) + "}]").value())
        .isEqualTo(4 / 3.0);
  }

  // ---- times

  /** 4.5.3: below 2^28 seconds a time is relative to now, which is the ingest time. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 1700000000000000",
    "0, -0.5, 1699999999500000",
    "0, 1.5, 1700000001500000",
    "0, -0.0000001, 1699999999999999",
    "0, 0.0000009, 1700000000000000",
    "0, -1e-500, 1699999999999999",
    "0, 268435455, 1968435455000000",
    "0, 268435456, 268435456000000",
    "0, 268435455.9999999, 1968435455999999",
    "1320067464, 60, 1320067524000000",
    "1320067464, -5, 1320067459000000",
    "1.276020076001e+09, -5, 1276020071001000",
    "1700000000.1, 0.2, 1700000000300000",
    "-10, 5, 1699999995000000",
    "2000000000, -1999999999, 1700000001000000",
  })
  void addsBaseTimeAndTimeExactly(String base, String time, long micros) throws BadInput {
    assertThat(only("[{'n':'a','bt':" + base + ",'t':" + time + ",'v':1}]").deviceMicros())
        .isEqualTo(micros);
  }

  @Test
  void rejectsAloneTheRecordsThatNeedAnIngestTimeWhereThereIsNone() throws BadInput {
    String pack = "[{'n':'a','v':1},{'n':'a','t':1700000000,'v':2},{'n':'a','t':-5,'v':3}]";

    SinkRecording readings =
        SinkRecording.of(FORMAT, pack.replace('\'', '"'), RawMessage.NO_INGEST_TIME);

    assertThat(readings.accepted()).extracting(Recorded::value).containsExactly(2.0);
    assertThat(readings.rejected()).containsExactly(Reason.NO_INGEST_TIME, Reason.NO_INGEST_TIME);
  }

  @ParameterizedTest
  @CsvSource({
    "8000000000, TIMESTAMP_OUT_OF_RANGE", // after 2200
    "1e300, TIMESTAMP_OUT_OF_RANGE",
    "-1e300, TIMESTAMP_OUT_OF_RANGE",
    "-1800000000, TIMESTAMP_OUT_OF_RANGE", // before 1970
    "9000000000000, TIMESTAMP_OUT_OF_RANGE",
    "-9000000000000, TIMESTAMP_OUT_OF_RANGE",
  })
  void rejectsAloneARecordWhoseTimeIsOutOfBounds(String time, Reason reason) throws BadInput {
    SinkRecording readings = decode("[{'n':'a','t':" + time + ",'v':1},{'n':'a','v':2}]");

    assertThat(readings.accepted()).extracting(Recorded::value).containsExactly(2.0);
    assertThat(readings.rejected()).containsExactly(reason);
  }

  @Test
  void rejectsAloneAValueThatOverflows() throws BadInput {
    SinkRecording readings =
        decode("[{'n':'a','v':1e400},{'n':'a','bv':1e308,'v':1e308},{'n':'a','v':0}]");

    assertThat(readings.accepted()).extracting(Recorded::value).containsExactly(1e308);
    assertThat(readings.rejected())
        .containsExactly(Reason.NUMBER_OUT_OF_RANGE, Reason.NUMBER_OUT_OF_RANGE);
  }

  // ---- what is no pack

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "[]; BAD_SENML", // 11: at least one record
        "{}; BAD_SENML",
        "1; BAD_SENML",
        "[1]; BAD_SENML",
        "[[]]; BAD_SENML",
        "[{'v':1}]; BAD_SENML", // 4.5.1: no name
        "[{'n':'a'}]; BAD_SENML", // 4.2: no value
        "[{'n':'a','t':1}]; BAD_SENML",
        "[{'n':'a','v':1,'vs':'x'}]; BAD_SENML", // 4.2: two values
        "[{'n':'a','v':1,'vb':null}]; BAD_SENML",
        "[{'n':'-a','v':1}]; BAD_SENML", // 4.5.1: must start with a letter or digit
        "[{'n':'a b','v':1}]; BAD_SENML",
        "[{'n':'a#sum','v':1}]; BAD_SENML",
        "[{'n':'é','v':1}]; BAD_SENML",
        "[{'n':'a\\u0000','v':1}]; BAD_SENML",
        "[{'n':1,'v':1}]; BAD_SENML", // 5: types
        "[{'n':'a','v':'1'}]; BAD_SENML",
        "[{'n':'a','v':true}]; BAD_SENML",
        "[{'n':'a','vb':1}]; BAD_SENML",
        "[{'n':'a','vs':1}]; BAD_SENML",
        "[{'n':'a','vd':1}]; BAD_SENML",
        "[{'n':'a','v':1,'t':'1'}]; BAD_SENML",
        "[{'n':'a','v':1,'t':null}]; BAD_SENML",
        "[{'n':'a','v':1,'u':1}]; BAD_SENML",
        "[{'n':'a','v':1,'ut':'x'}]; BAD_SENML",
        "[{'n':'a','s':'x'}]; BAD_SENML",
        "[{'bver':11,'n':'a','v':1}]; BAD_SENML", // 4.4: a version not understood
        "[{'bver':99999999999,'n':'a','v':1}]; BAD_SENML",
        "[{'bver':0,'n':'a','v':1}]; BAD_SENML",
        "[{'bver':5.0,'n':'a','v':1}]; BAD_SENML",
        "[{'bver':5,'n':'a','v':1},{'bver':6,'v':1}]; BAD_SENML", // 4.4: one version in a pack
        "[{'n':'a','v':1},{'bver':5,'n':'a','v':1}]; BAD_SENML", // the first had the default
        "[{'n':'a','v':1,'x_':0}]; BAD_SENML", // 4.4: must be understood
        "[{'bt':1e400,'n':'a','v':1}]; NUMBER_OUT_OF_RANGE",
        "[{'bt':1e99999999999,'n':'a','v':1}]; NUMBER_OUT_OF_RANGE",
        "[{'n':'a','v':1,'v':1}]; DUPLICATE_KEY",
        "[{'n':'a','v':1,'x':{'y':1,'y':2}}]; DUPLICATE_KEY",
        "[{'n':'a','v':NaN}]; NOT_JSON",
        "[{'n':'a','v':Infinity}]; NOT_JSON",
        "[{'n':'a','v':01}]; NOT_JSON",
        "[{'n':'a','v':1},]; NOT_JSON",
        "[{'n':'a','v':1}; NOT_JSON",
        "[{'n':'a','v':1}][]; NOT_JSON",
        "[{'n':'a','v':1}] x; NOT_JSON",
        "[{'n':'a','v':1; NOT_JSON",
        "``; EMPTY",
        "`  `; EMPTY",
      })
  void saysWhyAPackIsBad(String pack, Reason reason) {
    assertThat(reasonOf(pack)).isEqualTo(reason);
  }

  @Test
  void refusesTheWholePackForItsLastRecord() {
    assertThat(reasonOf("[{'n':'a','v':1},{'n':'a','v':2},{'n':'a'}]")).isEqualTo(Reason.BAD_SENML);
  }

  @Test
  void remembersNothingOfThePackBefore() throws BadInput {
    SinkRecording sink = new SinkRecording();
    var decoder = FORMAT.newDecoder();
    decoder.start(new RawMessage("s", "o", 0, "", new byte[0], new byte[0], NOW));
    byte[] first = "[{\"bn\":\"a\",\"bver\":5,\"bv\":7,\"v\":1}]".getBytes(StandardCharsets.UTF_8);
    byte[] second = "[{\"n\":\"b\",\"v\":1}]".getBytes(StandardCharsets.UTF_8);

    decoder.decode(first, 0, first.length, sink);
    decoder.decode(second, 0, second.length, sink);

    assertThat(sink.accepted())
        .extracting(Recorded::address, Recorded::value)
        .containsExactly(tuple("p/a", 8.0), tuple("p/b", 1.0));
  }

  // ---- bytes and limits

  @Test
  void refusesWhatIsNotUtf8() {
    assertThat(reasonOf("[{'n':'a','vs':'é'}]".getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(Reason.INVALID_UTF8);
    // Overlong and surrogate forms, which Jackson itself would let through.
    assertThat(reasonOf(new byte[] {'[', '"', (byte) 0xC0, (byte) 0x80, '"', ']'}))
        .isEqualTo(Reason.INVALID_UTF8);
    assertThat(reasonOf(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}))
        .isEqualTo(Reason.INVALID_UTF8);
  }

  /** RFC 8259, 8.1: JSON is UTF-8; Jackson would recognise UTF-16 by its zeros. */
  @Test
  void refusesUtf16() {
    byte[] pack = "[{\"n\":\"a\",\"v\":1}]".getBytes(StandardCharsets.UTF_16LE);
    assertThat(reasonOf(pack)).isEqualTo(Reason.NOT_JSON);
  }

  @Test
  void stripsOneByteOrderMark() throws BadInput {
    assertThat(only("\uFEFF[{'n':'a','v':1}]").value()).isEqualTo(1.0);
    assertThat(reasonOf("\uFEFF\uFEFF[{'n':'a','v':1}]")).isEqualTo(Reason.NOT_JSON);
  }

  @Test
  void refusesWhatIsNestedTooDeep() throws BadInput {
    int fits = SenmlFormat.MAX_DEPTH - 2;
    assertThat(only(nested(fits)).value()).isEqualTo(1.0);
    assertThat(reasonOf(nested(fits + 1))).isEqualTo(Reason.TOO_DEEP);
    assertThat(reasonOf(nested(1_000_000))).isEqualTo(Reason.TOO_DEEP);
  }

  private static String nested(int arrays) {
    return "[{'n':'a','v':1,'x':" + "[".repeat(arrays) + "]".repeat(arrays) + "}]";
  }

  @Test
  void refusesWhatIsTooLarge() {
    assertThat(reasonOf("[{'n':'a','vs':'" + "x".repeat(SenmlFormat.MAX_STRING_LENGTH + 1) + "'}]"))
        .isEqualTo(Reason.TOO_LARGE);
    assertThat(reasonOf("[{'n':'a','v':" + "1".repeat(SenmlFormat.MAX_NUMBER_LENGTH + 1) + "}]"))
        .isEqualTo(Reason.TOO_LARGE);
    String name = "x".repeat(SenmlFormat.MAX_NAME_LENGTH);
    assertThat(reasonOf("[{'bn':'" + name + "','n':'x','v':1}]")).isEqualTo(Reason.TOO_LARGE);
    assertThat(reasonOf("[{'n':'x','u':'" + name + "x','v':1}]")).isEqualTo(Reason.TOO_LARGE);
    assertThat(reasonOf(" ".repeat(SenmlFormat.MAX_PACK_BYTES + 1))).isEqualTo(Reason.TOO_LARGE);
  }

  // ---- the older dialect

  /** Times in milliseconds, base fields after the entries, numbers in quotes. */
  @Test
  void readsTheOlderDialect() throws BadInput {
    String pack =
        "{'e':[{'u':'string','n':'id','sv':'x1'},{'v':'1440','u':'s','n':'trip'},"
            + "{'n':'fare','v':9.5},{'n':'open','bv':true,'t':-250.5}],"
            + "'bn':'taxi:','bu':'m','bt':1358101800000}";
    long base = 1_358_101_800_000_000L;

    assertThat(decode(pack).accepted())
        .containsExactly(
            new Recorded("p/taxi:id", base, "x1", "string", Quality.GOOD),
            new Recorded("p/taxi:trip", base, 1440.0, "s", Quality.GOOD),
            new Recorded("p/taxi:fare", base, 9.5, "m", Quality.GOOD),
            new Recorded("p/taxi:open", base - 250_500, true, "m", Quality.GOOD));
  }

  @Test
  void takesTheIngestTimeInTheOlderDialectToo() throws BadInput {
    assertThat(only("{'e':[{'n':'a','v':1}]}").deviceMicros()).isEqualTo(NOW);
    assertThat(only("{'e':[{'n':'a','v':1,'t':-1500}]}").deviceMicros()).isEqualTo(NOW - 1_500_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'e':1}; BAD_SENML",
        "{'e':[1]}; BAD_SENML",
        "{'e':[{'n':'a'}]}; BAD_SENML",
        "{'e':[{'n':'a','v':1,'sv':'x'}]}; BAD_SENML",
        "{'ver':11,'e':[{'n':'a','v':1}]}; BAD_SENML",
        "{'x_':1,'e':[{'n':'a','v':1}]}; BAD_SENML",
        "{'bn':'a','v':1}; BAD_SENML",
        "{'e':[{'n':'a','v':'1,5'}]}; BAD_VALUE",
        "{'e':[{'n':'a','v':'NaN'}]}; BAD_VALUE",
        "{'e':[{'n':'a','v':'0x1p3'}]}; BAD_VALUE",
        "{'e':[],'e':[]}; DUPLICATE_KEY",
      })
  void saysWhyAPackOfTheOlderDialectIsBad(String pack, Reason reason) {
    assertThat(reasonOf(pack)).isEqualTo(reason);
  }
}

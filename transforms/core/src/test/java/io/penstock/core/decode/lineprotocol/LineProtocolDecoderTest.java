package io.penstock.core.decode.lineprotocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.decode.Reason;
import io.penstock.core.decode.SinkRecording;
import io.penstock.core.decode.SinkRecording.Recorded;
import io.penstock.core.quality.Quality;
import io.penstock.core.time.TimeRule;
import io.penstock.core.time.TimeRule.Form;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beside the corpus: what is ours, from the InfluxDB v2 line protocol reference to readings. */
class LineProtocolDecoderTest {
  private static final long INGEST = 1_700_000_000_000_000L;

  private static final LineProtocolFormat NANOS = format(Form.NANOS);

  private static LineProtocolFormat format(Form form) {
    return new LineProtocolFormat("p/", TimeRule.ISO.withForm(form));
  }

  private static List<Recorded> decode(LineProtocolFormat format, String line) throws BadInput {
    return SinkRecording.of(format, line, INGEST).accepted();
  }

  private static Reason reasonOf(LineProtocolFormat format, String line, long ingest) {
    return catchThrowableOfType(
            BadInput.class, () -> SinkRecording.of(format, line, ingest).accepted())
        .reason();
  }

  @Test
  void givesOneReadingForEachFieldOfAPoint() throws BadInput {
    List<Recorded> readings =
        decode(
            NANOS,
            "pump,site=a,line=2 temp=21.5,n=-3i,u=7u,on=t,state=\"run\\nning\" 1700000000000000999");

    // Tags sorted by key; 999 ns are floored away.
    assertThat(readings)
        .containsExactly(
            reading("p/pump,line=2,site=a/temp", 21.5),
            reading("p/pump,line=2,site=a/n", -3.0),
            reading("p/pump,line=2,site=a/u", 7.0),
            reading("p/pump,line=2,site=a/on", true),
            reading("p/pump,line=2,site=a/state", "run\nning"));
  }

  private static Recorded reading(String address, Object value) {
    return new Recorded(address, INGEST, value, "", Quality.GOOD);
  }

  @Test
  void unescapesNamesInTheAddress() throws BadInput {
    assertThat(decode(NANOS, "a\\ b\\,c,k\\=1=v\\ 2 f\\,g=1"))
        .containsExactly(reading("p/a b,c,k=1=v 2/f,g", 1.0));
  }

  @Test
  void makesThePointsAddressTheSameWhateverTheOrderOfItsTags() throws BadInput {
    assertThat(decode(NANOS, "m,z=1,b=2,a=3,c=4 f=1"))
        .isEqualTo(decode(NANOS, "m,a=3,c=4,z=1,b=2 f=1"));
  }

  @Test
  void takesTheIngestTimeOfAPointWithoutTimestamp() throws BadInput {
    assertThat(decode(NANOS, "m f=1").get(0).deviceMicros()).isEqualTo(INGEST);
    assertThat(reasonOf(NANOS, "m f=1", RawMessage.NO_INGEST_TIME))
        .isEqualTo(Reason.NO_INGEST_TIME);
  }

  @Test
  void givesNothingForCommentsAndBlankLines() throws BadInput {
    assertThat(decode(NANOS, "# m f=1")).isEmpty();
    assertThat(decode(NANOS, "   ")).isEmpty();
    assertThat(decode(NANOS, "\r")).isEmpty();
    assertThat(decode(NANOS, "")).isEmpty();
  }

  /** A kafka record may carry several lines; a string's newline does not end one. */
  @Test
  void readsSeveralLinesAndStringsThatContainNewlines() throws BadInput {
    assertThat(decode(NANOS, "m f=\"a\nb\" 1000\n# c\r\n\nm f=2 2000"))
        .extracting(Recorded::value, Recorded::deviceMicros)
        .containsExactly(tuple("a\nb", 1L), tuple(2.0, 2L));
  }

  @ParameterizedTest
  @CsvSource({
    "SECONDS, 1700000000, 1700000000000000",
    "MILLIS, 1700000000123, 1700000000123000",
    "MICROS, 1700000000123456, 1700000000123456",
    "NANOS, 1700000000123456789, 1700000000123456",
    // Text is no form of line protocol: the protocol's default applies.
    "TEXT, 1700000000123456789, 1700000000123456",
    // The first plausible time; zero is how devices write "no time".
    "MICROS, 1, 1",
  })
  void readsTimestampsInTheDeclaredPrecision(Form form, String written, long micros)
      throws BadInput {
    assertThat(decode(format(form), "m f=1 " + written).get(0).deviceMicros()).isEqualTo(micros);
  }

  @Test
  void guessesThePrecisionOnlyWhenOneAloneIsPlausible() throws BadInput {
    TimeRule thisCentury =
        TimeRule.ISO.withForm(Form.AUTO).withBounds(946_684_800_000_000L, 4_102_444_800_000_000L);
    LineProtocolFormat auto = new LineProtocolFormat("", thisCentury);
    for (String same :
        List.of("1700000000", "1700000000000", "1700000000000000", "1700000000000000000")) {
      assertThat(decode(auto, "m f=1 " + same).get(0).deviceMicros()).isEqualTo(INGEST);
    }
    assertThat(reasonOf(auto, "m f=1 17", INGEST)).isEqualTo(Reason.AMBIGUOUS_TIMESTAMP);
    assertThat(reasonOf(format(Form.AUTO), "m f=1 1700000000", INGEST))
        .isEqualTo(Reason.AMBIGUOUS_TIMESTAMP);
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740993i, 9007199254740992",
    "9007199254740995i, 9007199254740996",
    "-9223372036854775808i, -9223372036854775808",
    "18446744073709551615u, 18446744073709551616",
    // Half way between two doubles but for the lowest bit, which must not be lost when halving.
    "9223372036854776833u, 9223372036854777856",
    "1e308, 1e308",
    "4.9e-324, 4.9e-324",
    "1e-400, 0",
    "-0.0, 0.0",
    "0.1, 0.1",
    ".5, 0.5",
    "5., 5",
    "123456789012345678901234567890, 1.2345678901234568e29",
    "9007199254740993, 9007199254740992",
  })
  void takesTheNearestDouble(String written, double value) throws BadInput {
    assertThat(decode(NANOS, "m f=" + written).get(0).value()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "m,a=1,b=2,a=1 f=1; BAD_SYNTAX", // two values of one tag: which point it is, is unknown
        "m,a= f=1; BAD_SYNTAX", // the reference: empty tag values are illegal
        "m,=1 f=1; BAD_SYNTAX",
        "m; BAD_SYNTAX",
        "m,a=1; BAD_SYNTAX", // at least one field
        "m f; BAD_SYNTAX",
        "m f=; BAD_SYNTAX",
        "m f=1,; BAD_SYNTAX",
        "m f=\"a; BAD_SYNTAX",
        "m f=\"a\"b; BAD_SYNTAX",
        "m f=1 1 1; BAD_SYNTAX",
        "m f=NaN; BAD_SYNTAX",
        "m f=Inf; BAD_SYNTAX",
        "m f=-Inf; BAD_VALUE",
        "m f=0x1p4; BAD_VALUE",
        "m f=1_000; BAD_VALUE",
        "m f=1e; BAD_VALUE",
        "m f=-; BAD_VALUE",
        "m f=1.5i; BAD_VALUE",
        "m f=-1u; BAD_VALUE",
        "m f=tRUE; BAD_VALUE",
        "m f=1e400; NUMBER_OUT_OF_RANGE",
        "m f=9223372036854775808i; NUMBER_OUT_OF_RANGE",
        "m f=18446744073709551616u; NUMBER_OUT_OF_RANGE",
        "m f=1 1-2; BAD_TIMESTAMP",
        "m f=1 9223372036854775808; TIMESTAMP_OUT_OF_RANGE",
        "m f=1 -1; TIMESTAMP_OUT_OF_RANGE",
        "m f=1 0; TIMESTAMP_OUT_OF_RANGE", // devices write 0 for no time
      })
  void saysWhyALineIsBad(String line, Reason reason) {
    assertThat(reasonOf(NANOS, line, INGEST)).isEqualTo(reason);
  }

  @Test
  void refusesSecondsThatOverflowMicroseconds() {
    assertThat(reasonOf(format(Form.SECONDS), "m f=1 9223372036854", INGEST))
        .isEqualTo(Reason.TIMESTAMP_OUT_OF_RANGE);
    assertThat(reasonOf(format(Form.SECONDS), "m f=1 9223372036855", INGEST))
        .isEqualTo(Reason.TIMESTAMP_OUT_OF_RANGE);
  }

  @Test
  void refusesNamesThatAreNotUtf8() {
    byte[] line = "m\u00e9 f=1".getBytes(StandardCharsets.ISO_8859_1);
    BadInput fault =
        catchThrowableOfType(BadInput.class, () -> SinkRecording.of(NANOS, line, INGEST));
    assertThat(fault.reason()).isEqualTo(Reason.INVALID_UTF8);
  }

  @Test
  void refusesAddressesAndLinesBeyondTheirLimits() {
    String name = "m".repeat(LineProtocolFormat.MAX_ADDRESS_BYTES);
    assertThat(reasonOf(NANOS, name + " f=1", INGEST)).isEqualTo(Reason.TOO_LARGE);
    assertThat(reasonOf(NANOS, "m " + name + "=1", INGEST)).isEqualTo(Reason.TOO_LARGE);
    String text = "x".repeat(LineProtocolFormat.MAX_MESSAGE_BYTES);
    assertThat(reasonOf(NANOS, "m f=\"" + text + "\"", INGEST)).isEqualTo(Reason.TOO_LARGE);
  }
}

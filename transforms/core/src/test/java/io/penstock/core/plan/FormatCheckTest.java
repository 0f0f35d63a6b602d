package io.penstock.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.Format;
import io.penstock.core.decode.csv.CsvFormat;
import io.penstock.core.decode.csv.CsvFormat.Layout;
import io.penstock.core.decode.json.JsonFormat;
import io.penstock.core.decode.keyvalue.KeyValueFormat;
import io.penstock.core.decode.lineprotocol.LineProtocolFormat;
import io.penstock.core.decode.senml.SenmlFormat;
import io.penstock.core.quality.QualityDialect;
import io.penstock.core.time.TimeRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormatCheckTest {
  private static final String JSON = "sources[0].format.json.";
  private static final String CSV = "sources[0].format.csv.";
  private static final String TIMES = "sources[0].timestamps";

  @Test
  void jsonNeedsATimeAnAddressAndOneKindOfValue() {
    assertThat(messages(json(List.of(), "", "", "", 64)))
        .containsExactly(
            JSON + "time must be given",
            JSON + "value or " + JSON + "values must be given, and not both",
            JSON + "address must be given where " + JSON + "values is not");
  }

  /**
   * RFC 6901, section 3: a pointer is empty or starts with a slash, and ~ is followed by 0 or 1.
   */
  @Test
  void jsonPartsAreNamedByPointers() {
    assertThat(messages(json(List.of("/a~2"), "time", "/v", "", 0)))
        .containsExactly(
            JSON + "address must be a JSON pointer such as /device/name (RFC 6901), but was: /a~2",
            JSON + "time must be a JSON pointer such as /device/name (RFC 6901), but was: time",
            JSON + "maxDepth must be between 1 and 1000, but was: 0");
  }

  @Test
  void aLongCsvNamesItsAddressAndValue() {
    assertThat(messages(csv(';', '.', 1, 1, List.of(), Layout.LONG, List.of(), "", List.of("x"))))
        .containsExactly(
            CSV + "address must be given where layout is long",
            CSV + "value must be given where layout is long",
            CSV + "ignore must be left out where layout is long");
  }

  @Test
  void aWideCsvHasNoSingleValue() {
    assertThat(messages(csv(';', '.', 1, 1, List.of(), Layout.WIDE, List.of("a"), "v", List.of())))
        .containsExactly(
            CSV + "address must be left out where layout is wide",
            CSV + "value must be left out where layout is wide");
  }

  @Test
  void csvColumnsAreNamedOnceAndComeFromOnePlace() {
    assertThat(
            messages(
                csv(
                    ';',
                    '.',
                    0,
                    0,
                    List.of("t", "v", "v"),
                    Layout.LONG,
                    List.of("id"),
                    "v",
                    List.of())))
        .containsExactly(
            CSV + "columns must be distinct, but has twice: v",
            CSV + "address must be one of " + CSV + "columns, but was: id");
    assertThat(messages(csv(';', '.', 0, 0, List.of(), Layout.WIDE, List.of(), "", List.of())))
        .containsExactly(CSV + "columns or " + CSV + "namesLine must be given, and not both");
    assertThat(messages(csv(';', '.', 1, 2, List.of(), Layout.WIDE, List.of(), "", List.of())))
        .containsExactly(
            CSV + "namesLine must be between 0 (none) and " + CSV + "headerLines 1, but was: 2");
  }

  @Test
  void aDecimalCommaIsNotAlsoTheDelimiter() {
    assertThat(messages(csv(',', ',', 1, 1, List.of(), Layout.WIDE, List.of(), "", List.of())))
        .containsExactly(CSV + "delimiter must differ from " + CSV + "decimalSign, but was: ,");
    assertThat(messages(csv('7', 'x', 1, 1, List.of(), Layout.WIDE, List.of(), "", List.of())))
        .containsExactly(
            CSV
                + "delimiter must be a tab or one ASCII mark that is no part of a number and no"
                + " quote, but was: 7",
            CSV + "decimalSign must be a point or a comma, but was: x");
  }

  @Test
  void keyValueDelimitersAreMarks() {
    Format format =
        new KeyValueFormat(
            "", '"', KeyValueFormat.Layout.ONE_PAIR, List.of(), List.of(), "*", TimeRule.ISO);
    assertThat(messages(format))
        .containsExactly(
            "sources[0].format.keyValue.delimiter must be a tab or one ASCII mark that is no part"
                + " of a number and no quote, but was: \"");
  }

  @Test
  void whatConcernsTextAloneIsNotGivenForNumbers() {
    TimeRule rule =
        new TimeRule(
            TimeRule.Form.MILLIS,
            List.of("yyyy"),
            "Europe/Berlin",
            TimeRule.Overlap.EARLIER,
            TimeRule.Midnight.END_OF_DAY,
            1,
            2);
    assertThat(messages(new LineProtocolFormat("", rule)))
        .containsExactly(
            TIMES + ".patterns must be left out where " + TIMES + ".form is not text",
            TIMES + ".zone must be left out where " + TIMES + ".form is not text",
            TIMES + ".overlap must be left out where " + TIMES + ".form is not text",
            TIMES + ".midnight must be left out where " + TIMES + ".form is not text");
  }

  @Test
  void zonesAndPatternsAreKnownToTheJvm() {
    TimeRule rule =
        new TimeRule(
            TimeRule.Form.TEXT,
            List.of("yyyy-MM-dd bb"),
            "Europe/Bärlin",
            TimeRule.Overlap.EARLIER,
            TimeRule.Midnight.START_OF_DAY,
            2,
            1);
    assertThat(messages(new LineProtocolFormat("", rule)))
        .containsExactly(
            TIMES + ".form must be a number's unit, but was: text",
            "time.earliest must be before time.latest 1970-01-01T00:00:00.000001Z, but was:"
                + " 1970-01-01T00:00:00.000002Z",
            TIMES
                + ".patterns must be patterns of java.time with a date, and a time of day or none, but was: yyyy-MM-dd bb",
            TIMES + ".zone must be a time zone such as Europe/Berlin, but was: Europe/Bärlin");
  }

  /** RFC 8428, section 4.5.3 fixes how SenML writes times. */
  @Test
  void senmlTakesNoTimestampSettings() {
    TimeRule millis = TimeRule.ISO.withForm(TimeRule.Form.MILLIS);
    assertThat(messages(new SenmlFormat(Format.Framing.LINES, "", millis)))
        .containsExactly(TIMES + " must be left out: the format fixes how times are written");
  }

  private static JsonFormat json(
      List<String> address, String time, String value, String values, int maxDepth) {
    return new JsonFormat(
        Format.Framing.LINES,
        "",
        address,
        time,
        value,
        values,
        "",
        "",
        QualityDialect.OPC_UA,
        "",
        "",
        TimeRule.ISO,
        maxDepth,
        JsonFormat.DEFAULT_MAX_DOCUMENT_BYTES,
        JsonFormat.DEFAULT_MAX_STRING_BYTES);
  }

  private static CsvFormat csv(
      char delimiter,
      char decimalSign,
      int headerLines,
      int namesLine,
      List<String> columns,
      Layout layout,
      List<String> address,
      String value,
      List<String> ignore) {
    return new CsvFormat(
        "",
        delimiter,
        decimalSign,
        headerLines,
        namesLine,
        0,
        columns,
        layout,
        List.of("t"),
        address,
        value,
        "",
        QualityDialect.OPC_UA,
        "",
        "",
        ignore,
        List.of(),
        Map.of(),
        TimeRule.ISO);
  }

  private static List<String> messages(Format format) {
    return PlanCheck.check(Plans.withFormat(format)).stream().map(Problem::toString).toList();
  }
}

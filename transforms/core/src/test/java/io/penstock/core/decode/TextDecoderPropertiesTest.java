package io.penstock.core.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.csv.CsvFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Laws of the CSV and key/value decoders. */
class TextDecoderPropertiesTest {
  private static final List<Format> FORMATS =
      List.of(
          csv("{'time':['time'],'missing':['NA','-9999'],'timestamps':{'form':'auto'}}"),
          csv("{'time':['a','b'],'delimiter':';','decimalSign':',','unitsLine':2,'headerLines':2}"),
          csv(
              "{'layout':'long','time':['time'],'address':['a','b'],'value':'c','quality':'q',"
                  + "'unit':'u','ingest':'i','timestamps':{'form':'seconds'}}"),
          csv("{'namesLine':0,'columns':['time','a'],'time':['time']}"),
          keyValue("{'conditions':['*_cond'],'unavailable':['UNAVAILABLE'],'comment':'*'}"),
          keyValue("{'prefix':'p/','layout':'one_pair','timestamps':{'form':'millis'}}"));

  /** Reads everything a sink is given, so that a slice out of bounds would show. */
  @Property(tries = 5000)
  void throwNothingButBadInputOnAnyBytes(
      @ForAll @From("formats") Format format,
      @ForAll @From("texts") byte[] header,
      @ForAll @Size(max = 4) List<@From("texts") byte[]> messages) {
    RawMessage raw = new RawMessage("s", "o", 0, "", header, new byte[0], 1);

    assertThat(RecordedReadings.of(format, raw, messages)).isNotNull();
  }

  /** RFC 4180, 2.6 and 2.7: quoting and doubling carries any text but line ends. */
  @Property
  void readQuotedCellsBackAsTheyWere(
      @ForAll @Size(min = 1, max = 5) List<@From("cells") String> cells) {
    List<String> names = new ArrayList<>(List.of("time"));
    StringBuilder row = new StringBuilder("2024-01-01T00:00:00Z");
    List<String> expected = new ArrayList<>();
    for (String cell : cells) {
      String name = "c" + names.size();
      String text = cell + "x"; // a blank cell would be no value
      names.add(name);
      row.append(",\"").append(text.replace("\"", "\"\"")).append('"');
      expected.add(name + " @ 2024-01-01T00:00:00Z = '" + text + "'");
    }

    List<String> read =
        RecordedReadings.of(
            csv("{'time':['time']}"),
            RecordedReadings.raw(String.join(",", names), RawMessage.NO_INGEST_TIME),
            List.of(row.toString().getBytes(StandardCharsets.UTF_8)));

    assertThat(read).isEqualTo(expected);
  }

  /** What a line says must not hang on the lines before it, or on where a file was cut. */
  @Property
  void readEachLineAlikeWhateverCameBefore(
      @ForAll @From("formats") Format format,
      @ForAll @Size(max = 5) List<@From("texts") byte[]> lines) {
    RawMessage raw = RecordedReadings.raw(header(format), 1);

    List<String> together = RecordedReadings.of(format, raw, lines);

    List<String> apart = new ArrayList<>();
    lines.forEach(line -> apart.addAll(RecordedReadings.of(format, raw, List.of(line))));
    assertThat(together).isEqualTo(apart);
  }

  @Provide
  Arbitrary<Format> formats() {
    return Arbitraries.of(FORMATS);
  }

  @Provide
  Arbitrary<String> cells() {
    return Arbitraries.strings().withChars("ab\",; 'ä\u0000").ofMaxLength(8);
  }

  /** Bytes that look like the formats often enough to get past their first checks. */
  @Provide
  Arbitrary<byte[]> texts() {
    Arbitrary<String> parts =
        Arbitraries.of(
            "time",
            "a",
            "b",
            "c",
            "q",
            "u",
            "i",
            ",",
            ";",
            "|",
            "\"",
            "\"\"",
            "\n",
            "\r",
            " ",
            "2024-01-01T00:00:00Z",
            "1700000000",
            "1700000000123",
            "-9999.0",
            "NA",
            "Good",
            "0x80",
            "1e999999999",
            "UNAVAILABLE",
            "x_cond",
            "||||",
            "*",
            "@",
            "\ufeff",
            "é",
            "\u0000");
    Arbitrary<byte[]> likely =
        parts
            .list()
            .ofMaxSize(14)
            .map(list -> String.join("", list).getBytes(StandardCharsets.UTF_8));
    return Arbitraries.oneOf(likely, Arbitraries.bytes().array(byte[].class).ofMaxSize(60));
  }

  private static String header(Format format) {
    if (!(format instanceof CsvFormat csv)) {
      return "";
    }
    String names =
        String.join(String.valueOf(csv.delimiter()), "time", "a", "b", "c", "q", "u", "i");
    return csv.headerLines() == 1 ? names : names + "\n" + names;
  }

  private static Format csv(String json) {
    return TextFormats.csv(GoldenCases.json(json.replace('\'', '"')));
  }

  private static Format keyValue(String json) {
    return TextFormats.keyValue(GoldenCases.json(json.replace('\'', '"')));
  }
}

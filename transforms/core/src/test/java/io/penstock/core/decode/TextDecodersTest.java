package io.penstock.core.decode;

import static io.penstock.core.decode.RawMessage.NO_INGEST_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.core.quality.Quality;
import io.penstock.core.time.EventTime;
import io.penstock.core.time.Micros;
import io.penstock.core.time.TimeReader;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden cases of times, CSV rows and key/value lines. */
class TextDecodersTest {
  static Stream<GoldenCases.Case> times() {
    return GoldenCases.of("decode/time.json");
  }

  static Stream<GoldenCases.Case> rows() {
    return GoldenCases.of("decode/csv.json");
  }

  static Stream<GoldenCases.Case> keyValueLines() {
    return GoldenCases.of("decode/keyvalue.json");
  }

  @ParameterizedTest
  @MethodSource("times")
  void readsTimesAsTheGoldenCasesSay(GoldenCases.Case golden) {
    TimeReader reader = TimeReader.of(TextFormats.timeRule(golden.content().path("timestamps")));

    assertThat(golden.lines()).map(token -> read(reader, token)).isEqualTo(golden.expected());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void readsCsvRowsAsTheGoldenCasesSay(GoldenCases.Case golden) {
    Format format = TextFormats.csv(golden.content().path("format"));

    assertThat(RecordedReadings.of(format, raw(golden.content()), golden.lines()))
        .isEqualTo(golden.expected());
  }

  @ParameterizedTest
  @MethodSource("keyValueLines")
  void readsKeyValueLinesAsTheGoldenCasesSay(GoldenCases.Case golden) {
    Format format = TextFormats.keyValue(golden.content().path("format"));

    assertThat(RecordedReadings.of(format, raw(golden.content()), golden.lines()))
        .isEqualTo(golden.expected());
  }

  private static RawMessage raw(JsonNode golden) {
    String ingest = golden.path("ingest").asText("");
    return RecordedReadings.raw(
        golden.path("header").asText(""),
        ingest.isEmpty() ? NO_INGEST_TIME : Micros.of(Instant.parse(ingest)));
  }

  private static String read(TimeReader reader, byte[] token) {
    EventTime time = new EventTime();
    try {
      reader.read(token, 0, token.length, time);
    } catch (BadInput e) {
      return e.reason().code();
    }
    Instant instant = Micros.instant(time.micros);
    return time.quality == Quality.GOOD ? instant.toString() : instant + " uncertain";
  }
}

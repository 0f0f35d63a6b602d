package io.penstock.core.decode.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.core.decode.Format.Framing;
import io.penstock.core.decode.GoldenCase;
import io.penstock.core.decode.MessageDecoder;
import io.penstock.core.decode.Outcome;
import io.penstock.core.quality.QualityDialect;
import io.penstock.core.time.TimeRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every JSON row of the catalogue of bad input, and what JSON accepts, as golden cases. */
class JsonGoldenTest {
  static List<GoldenCase> cases() throws IOException {
    return GoldenCase.load("decode/json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decodesAsItsGoldenCaseSays(GoldenCase golden) {
    assertThat(decode(JsonDecoder.of(format(golden)), golden)).isEqualTo(golden.expected());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decodesTheSameWithoutTheFastWay(GoldenCase golden) {
    assertThat(decode(JsonDecoder.strict(format(golden)), golden)).isEqualTo(golden.expected());
  }

  /** A decoder keeps buffers; a message's readings must not depend on the messages before it. */
  @Test
  void decodesTheSameAfterAnyOtherMessage() throws IOException {
    for (GoldenCase before : cases()) {
      MessageDecoder used = JsonDecoder.of(format(before));
      for (GoldenCase golden : cases()) {
        if (golden.format().equals(before.format())) {
          assertThat(decode(used, golden)).as(golden.label()).isEqualTo(golden.expected());
        }
      }
    }
  }

  /** Real payloads lie inside larger arrays. */
  @ParameterizedTest
  @MethodSource("cases")
  void looksOnlyAtItsSlice(GoldenCase golden) {
    byte[] input = golden.input();
    byte[] around = new byte[input.length + 12];
    Arrays.fill(around, (byte) '1');
    System.arraycopy(input, 0, around, 7, input.length);
    assertThat(
            Outcome.of(
                JsonDecoder.of(format(golden)),
                golden.topic(),
                around,
                7,
                7 + input.length,
                golden.ingestMicros()))
        .isEqualTo(golden.expected());
  }

  private static Outcome decode(MessageDecoder decoder, GoldenCase golden) {
    byte[] input = golden.input();
    return Outcome.of(decoder, golden.topic(), input, 0, input.length, golden.ingestMicros());
  }

  static JsonFormat format(GoldenCase golden) {
    JsonNode set = golden.format();
    List<String> address = new ArrayList<>();
    set.path("address").forEach(pointer -> address.add(pointer.asText()));
    TimeRule rule =
        TimeRule.ISO
            .withForm(TimeRule.Form.valueOf(set.path("form").asText("MILLIS")))
            .withBounds(
                set.path("earliest").asLong(TimeRule.DEFAULT_EARLIEST),
                set.path("latest").asLong(TimeRule.DEFAULT_LATEST));
    return new JsonFormat(
        Framing.DOCUMENT,
        set.path("prefix").asText(""),
        address,
        set.path("time").asText(""),
        set.path("value").asText(""),
        set.path("values").asText(""),
        set.path("readings").asText(""),
        set.path("quality").asText(""),
        QualityDialect.valueOf(set.path("qualityCodes").asText("OPC_UA")),
        set.path("unit").asText(""),
        set.path("ingest").asText(""),
        rule,
        set.path("maxDepth").asInt(JsonFormat.DEFAULT_MAX_DEPTH),
        set.path("maxDocumentBytes").asInt(JsonFormat.DEFAULT_MAX_DOCUMENT_BYTES),
        set.path("maxStringBytes").asInt(JsonFormat.DEFAULT_MAX_STRING_BYTES));
  }
}

package io.penstock.core.decode.lineprotocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.core.SharedData;
import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.SinkRecording;
import io.penstock.core.decode.SinkRecording.Recorded;
import io.penstock.core.time.TimeRule;
import io.penstock.core.time.TimeRule.Form;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The 6,615 decode vectors of the InfluxData line protocol corpus: 395 texts with their points,
 * 6,220 that must fail. No vector is left out or expected to differ.
 */
class LineProtocolCorpusTest {
  @Test
  void readsEveryVectorOfTheCorpusAsItsOwnDecoderDoes() throws IOException {
    List<String> differing = new ArrayList<>();
    int valid = 0;
    int invalid = 0;
    Iterator<Map.Entry<String, JsonNode>> vectors = corpus();
    while (vectors.hasNext()) {
      Map.Entry<String, JsonNode> vector = vectors.next();
      JsonNode expected = vector.getValue().get("output").get("result");
      if (expected == null) {
        invalid++;
      } else {
        valid++;
      }
      String wanted = expected == null ? "bad input" : wanted(expected);
      String got = points(vector.getValue().get("input"));
      if (!got.equals(wanted)) {
        differing.add(vector.getKey() + ": wanted " + wanted + " but got " + got);
      }
    }
    assertThat(differing).isEmpty();
    assertThat(valid).isEqualTo(395);
    assertThat(invalid).isEqualTo(6_220);
  }

  /** The decoder gives each field of each point, at the floor of its time in microseconds. */
  @Test
  void decodesEveryFieldOfEveryVectorIntoOneReading() throws IOException {
    int readings = 0;
    Iterator<Map.Entry<String, JsonNode>> vectors = corpus();
    while (vectors.hasNext()) {
      JsonNode vector = vectors.next().getValue();
      JsonNode expected = vector.get("output").get("result");
      List<String> wanted = new ArrayList<>();
      if (expected == null) {
        wanted.add("bad input");
      } else {
        expected.forEach(point -> wantedReadings(point, wanted));
        readings += wanted.size();
      }
      assertThat(readings(vector.get("input"))).isEqualTo(wanted);
    }
    assertThat(readings).isEqualTo(532);
  }

  private static Iterator<Map.Entry<String, JsonNode>> corpus() throws IOException {
    try (InputStream in = SharedData.open("vectors_line_protocol/corpus.json.gz")) {
      return new ObjectMapper().readTree(in).get("decode").fields();
    }
  }

  private static String points(JsonNode input) {
    byte[] text = bytes(input.get("text"));
    long unit = nanos(form(input));
    StringBuilder points = new StringBuilder();
    LineProtocolParser parser = new LineProtocolParser();
    parser.start(text, 0, text.length);
    try {
      while (parser.next()) {
        Point point = parser.point();
        long nanos =
            point.hasTimestamp()
                ? Math.multiplyExact(point.timestamp(), unit)
                : defaultTime(input) / unit * unit;
        describe(point, nanos, points);
      }
    } catch (BadInput | ArithmeticException e) {
      return "bad input";
    }
    return points.toString();
  }

  private static Form form(JsonNode input) {
    return switch (input.get("precision").asText()) {
      case "1ns" -> Form.NANOS;
      case "1µs" -> Form.MICROS;
      case "1ms" -> Form.MILLIS;
      case "1s" -> Form.SECONDS;
      default -> throw new AssertionError("unknown precision");
    };
  }

  private static long nanos(Form form) {
    return switch (form) {
      case MICROS -> 1_000;
      case MILLIS -> 1_000_000;
      case SECONDS -> 1_000_000_000;
      default -> 1;
    };
  }

  private static long defaultTime(JsonNode input) {
    return input.get("defaultTime").asLong();
  }

  private static void describe(Point point, long nanos, StringBuilder out) {
    out.append(point.measurement());
    for (int i = 0; i < point.tagCount(); i++) {
      out.append("|tag ").append(point.tagKey(i)).append('=').append(point.tagValue(i));
    }
    for (int i = 0; i < point.fieldCount(); i++) {
      out.append("|field ").append(point.fieldKey(i)).append('=').append(value(point, i));
    }
    out.append("|time ").append(nanos).append('\n');
  }

  private static String value(Point point, int i) {
    long value = point.fieldValue(i);
    return switch (point.fieldKind(i)) {
      case FLOAT -> "float " + (Double.longBitsToDouble(value) + 0.0);
      case INTEGER -> "int " + value;
      case UNSIGNED -> "uint " + Long.toUnsignedString(value);
      case BOOLEAN -> "bool " + (value == 1);
      case STRING -> "string " + point.fieldText(i);
    };
  }

  private static String wanted(JsonNode result) {
    StringBuilder out = new StringBuilder();
    for (JsonNode point : result) {
      out.append(text(point.get("name")));
      for (JsonNode tag : point.get("tags")) {
        out.append("|tag ").append(text(tag.get("key"))).append('=').append(text(tag.get("value")));
      }
      for (JsonNode field : point.get("fields")) {
        out.append("|field ").append(text(field.get("key"))).append('=');
        Map.Entry<String, JsonNode> value = field.get("value").fields().next();
        out.append(value.getKey()).append(' ');
        out.append(
            switch (value.getKey()) {
              case "float" -> Double.toString(value.getValue().asDouble() + 0.0);
              case "string" -> text(value.getValue());
              default -> value.getValue().asText();
            });
      }
      out.append("|time ").append(point.get("time").asLong()).append('\n');
    }
    return out.toString();
  }

  private static void wantedReadings(JsonNode point, List<String> wanted) {
    StringBuilder series = new StringBuilder(text(point.get("name")));
    for (JsonNode tag : point.get("tags")) {
      series.append(',').append(text(tag.get("key"))).append('=').append(text(tag.get("value")));
    }
    for (JsonNode field : point.get("fields")) {
      Map.Entry<String, JsonNode> value = field.get("value").fields().next();
      Object expected =
          switch (value.getKey()) {
            case "string" -> text(value.getValue());
            case "bool" -> value.getValue().asBoolean();
            case "float" -> value.getValue().asDouble() + 0.0;
            default -> new BigInteger(value.getValue().asText()).doubleValue();
          };
      long micros = Math.floorDiv(point.get("time").asLong(), 1_000L);
      wanted.add(series + "/" + text(field.get("key")) + " " + micros + " " + expected);
    }
  }

  private static List<String> readings(JsonNode input) {
    Form form = form(input);
    TimeRule rule = TimeRule.ISO.withForm(form).withBounds(-Long.MAX_VALUE, Long.MAX_VALUE);
    long ingest = defaultTime(input) / nanos(form) * nanos(form) / 1_000;
    try {
      return SinkRecording.of(new LineProtocolFormat("", rule), bytes(input.get("text")), ingest)
          .accepted()
          .stream()
          .map(LineProtocolCorpusTest::describe)
          .toList();
    } catch (BadInput e) {
      return List.of("bad input");
    }
  }

  private static String describe(Recorded reading) {
    return reading.address() + " " + reading.deviceMicros() + " " + reading.value();
  }

  private static String text(JsonNode node) {
    return new String(bytes(node), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(JsonNode node) {
    return node.isTextual()
        ? node.asText().getBytes(StandardCharsets.UTF_8)
        : Base64.getDecoder().decode(node.get("binary").asText());
  }
}

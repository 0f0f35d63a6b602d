package io.penstock.core.decode.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.GoldenCase;
import io.penstock.core.decode.MessageDecoder;
import io.penstock.core.decode.Outcome;
import io.penstock.core.decode.RawMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast way must be invisible: it decodes what the strict way decodes, or it declines. */
class FlatJsonScannerTest {
  private static final int LINES_PER_TRY = 50;
  private static final List<JsonFormat> FORMATS =
      List.of(JsonLines.flat(), JsonLines.twoParts(), JsonLines.wide(), JsonLines.bareWide());
  private static final Tally SOUND = new Tally("sound lines");
  private static final Tally GOLDEN = new Tally("broken golden inputs");
  private static final Tally BROKEN = new Tally("broken lines");

  @Property(tries = 400)
  void decodesRealLookingLinesLikeTheStrictWay(@ForAll Random random) {
    JsonLines lines = new JsonLines(random);
    for (JsonFormat format : FORMATS) {
      Pair pair = new Pair(format);
      for (int i = 0; i < LINES_PER_TRY; i++) {
        pair.compare(lines.line(!format.values().isEmpty()), SOUND);
      }
    }
  }

  /** Nested documents and arrays of readings too: nothing but BadInput, whatever is in there. */
  @Property(tries = 50)
  void decodesBrokenGoldenInputsLikeTheStrictWay(@ForAll Random random) throws IOException {
    JsonLines lines = new JsonLines(random);
    for (GoldenCase golden : JsonGoldenTest.cases()) {
      Pair pair = new Pair(JsonGoldenTest.format(golden));
      for (int i = 0; i < 5; i++) {
        pair.compare(lines.broken(golden.input()), GOLDEN);
      }
    }
  }

  @Property(tries = 500)
  void decodesBrokenLinesLikeTheStrictWay(@ForAll Random random) {
    JsonLines lines = new JsonLines(random);
    for (JsonFormat format : FORMATS) {
      Pair pair = new Pair(format);
      for (int i = 0; i < LINES_PER_TRY; i++) {
        pair.compare(lines.broken(lines.line(!format.values().isEmpty())), BROKEN);
      }
    }
  }

  /** Without this the comparison could be of the strict way with itself. */
  @AfterContainer
  static void tookTheFastWayOftenEnough() {
    System.out.println(SOUND);
    System.out.println(BROKEN);
    System.out.println(GOLDEN);
    for (Tally tally : List.of(SOUND, BROKEN)) {
      assertThat(tally.fastShareOfDecoded()).isGreaterThan(0.7);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tag\":\"a\",\"ts\":1700000000000,\"v\":1}",
        " { \"v\" : -1.5e3 , \"ts\" : 1700000000000 , \"tag\" : \"a b/c\" } ",
        "{\"tag\":4711,\"ts\":1700000000000,\"v\":true,\"q\":192,\"u\":\"bar\",\"x\":null}",
        "{\"tag\":\"a\",\"ts\":1700000000000,\"v\":\"text\"}"
      })
  void takesFlatLines(String line) {
    assertThat(takes(JsonLines.flat(), line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ts\":1700000000000,\"values\":{\"a\":1,\"b\":null}}",
        "{\"values\":{\"ts\":1},\"ts\":1700000000000}"
      })
  void takesWideLines(String line) {
    assertThat(takes(JsonLines.bareWide(), line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tag\":\"a\",\"tag\":\"a\"}",
        "{\"x\":1,\"x\":1}",
        "{\"tag\":\"a\\u0062\"}",
        "{\"tag\":\"\u00e4\"}",
        "{\"x\":[]}",
        "{\"v\":{}}",
        "{\"v\":01}",
        "{\"v\":1}}",
        "{\"v\":1,}",
        "{}",
        "[]",
        ""
      })
  void declinesWhatItIsNotSureOf(String line) {
    assertThat(takes(JsonLines.flat(), line)).isFalse();
  }

  private static boolean takes(JsonFormat format, String line) {
    return new Pair(format).takes(line.getBytes(StandardCharsets.UTF_8));
  }

  /** Both ways for one format. */
  private static final class Pair {
    private final @Nullable FlatJsonScanner scanner;
    private final Row row;
    private final MessageDecoder fast;
    private final MessageDecoder strict;

    Pair(JsonFormat format) {
      List<Pointer> pointers = Parts.pointers(format);
      scanner =
          FlatJsonScanner.suits(format, pointers) ? new FlatJsonScanner(format, pointers) : null;
      row = new Row(Parts.pointers(format).size() - Parts.ADDRESS);
      fast = JsonDecoder.of(format);
      strict = JsonDecoder.strict(format);
    }

    boolean takes(byte[] line) {
      return scanner != null && scanner.scan(line, 0, line.length, row);
    }

    void compare(byte[] line, Tally tally) {
      Outcome expected = decode(strict, line);
      assertThat(decode(fast, line))
          .as(() -> new String(line, StandardCharsets.ISO_8859_1))
          .isEqualTo(expected);
      tally.count(takes(line), expected);
    }

    private static Outcome decode(MessageDecoder decoder, byte[] line) {
      return Outcome.of(decoder, line, 0, line.length, RawMessage.NO_INGEST_TIME);
    }
  }

  /** How many lines went which way. */
  private static final class Tally {
    private final String name;
    private int lines;
    private int faulty;
    private int decoded;
    private int decodedFast;
    private int fast;

    Tally(String name) {
      this.name = name;
    }

    void count(boolean taken, Outcome outcome) {
      lines++;
      fast += taken ? 1 : 0;
      faulty += outcome.fault().isEmpty() ? 0 : 1;
      decoded += outcome.fault().isEmpty() ? 1 : 0;
      decodedFast += taken && outcome.fault().isEmpty() ? 1 : 0;
    }

    double fastShareOfDecoded() {
      return decoded == 0 ? 1 : (double) decodedFast / decoded;
    }

    @Override
    public String toString() {
      return String.format(
          "%s: %d, taken by the fast way %d; without fault %d, of them fast %d; with fault %d",
          name, lines, fast, decoded, decodedFast, faulty);
    }
  }
}

package io.penstock.core.decode;

import static io.penstock.core.decode.RawMessage.NO_INGEST_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan.UnknownSeries;
import io.penstock.core.tile.SeriesTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** DESIGN 5: bad input never stops the line, and every reading gets exactly one fate. */
class SourceDecoderFuzzTest {
  private static final List<JsonNode> CASES =
      GoldenCases.in("inputs")
          .map(GoldenCases.Case::content)
          .filter(golden -> golden.toString().length() < 4000)
          .toList();
  private static final List<Format> FORMATS = formats();

  /** Every format that a golden case has, and one more for each layout. */
  private static List<Format> formats() {
    Set<Format> formats = new LinkedHashSet<>();
    for (JsonNode golden : CASES) {
      JsonNode format = golden.required("format");
      formats.add(format.isTextual() ? InputPlan.flatJson() : TextFormats.of(format));
    }
    for (String more :
        List.of(
            "{\"json\":{\"address\":[\"/0\",\"/1\"],\"time\":\"/2\",\"values\":\"/3\"}}",
            "{\"senml\":{\"framing\":\"lines\",\"prefix\":\"p/\"}}",
            "{\"keyValue\":{\"layout\":\"one_pair\",\"conditions\":[\"c*\"]}}",
            "{\"csv\":{\"time\":[\"a\",\"b\"],\"unitsLine\":2,\"headerLines\":2}}")) {
      formats.add(TextFormats.of(GoldenCases.json(more)));
    }
    return List.copyOf(formats);
  }

  @Property(tries = 4000)
  void anyBytesAreConserved(
      @ForAll @From("anyFormat") Format format,
      @ForAll @From("bytes") byte[] header,
      @ForAll @Size(max = 3) List<@From("bytes") byte[]> payloads,
      @ForAll boolean hasIngestTime) {
    assertConserved(
        format, header, payloads, hasIngestTime ? 1_704_067_200_000_000L : NO_INGEST_TIME);
  }

  /** Nearly right input goes deeper than noise: every case, with a few of its bytes damaged. */
  @Property(tries = 4000)
  void damagedInputIsConserved(@ForAll long seed) {
    Random random = new Random(seed);
    JsonNode golden = CASES.get(random.nextInt(CASES.size()));
    JsonNode format = golden.required("format");
    List<byte[]> payloads = new ArrayList<>();
    golden.required("input").forEach(p -> payloads.add(damaged(GoldenCases.bytes(p), random)));
    byte[] header = golden.has("header") ? GoldenCases.bytes(golden.get("header")) : new byte[0];
    assertConserved(
        format.isTextual() ? InputPlan.flatJson() : TextFormats.of(format),
        random.nextInt(8) == 0 ? damaged(header, random) : header,
        payloads,
        random.nextBoolean() ? 1_704_067_200_000_000L : NO_INGEST_TIME);
  }

  private static void assertConserved(
      Format format, byte[] header, List<byte[]> payloads, long ingestMicros) {
    Plan plan = InputPlan.of(format, new UnknownSeries("acme/north/press/line1/new", 3));
    SeriesTable table = new SeriesTable(plan.catalogue());
    ReceivedLines received = new ReceivedLines(table);
    SourceDecoder decoder =
        new SourceDecoder(plan, plan.sources().get(0), table, Lateness.AS_LIVE, received);
    for (byte[] payload : payloads) {
      byte[] given = payload.clone();
      decoder.decode(new RawMessage("test", "o", 0, "", header, payload, ingestMicros));
      assertThat(payload).as("a raw message is nobody's to change").isEqualTo(given);
    }
    SourceDecoderGoldenTest.assertConserved(decoder.counts(), received);
    assertThat(table.size() - table.known()).isLessThanOrEqualTo(3);
    assertThat(received.faults()).allSatisfy(SourceDecoderGoldenTest::assertShowable);
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    for (int times = random.nextInt(4); times > 0 && damaged.length > 0; times--) {
      int at = random.nextInt(damaged.length);
      switch (random.nextInt(4)) {
        case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> damaged[at] = (byte) "{}[]\",:\\ -.e09|=\n\r\0;".charAt(random.nextInt(20));
        case 2 -> damaged = Arrays.copyOf(damaged, at);
        default -> {
          int end = Math.min(damaged.length, at + 1 + random.nextInt(20));
          byte[] longer = Arrays.copyOf(damaged, damaged.length + end - at);
          System.arraycopy(damaged, at, longer, end, damaged.length - at);
          damaged = longer;
        }
      }
    }
    return damaged;
  }

  @Provide
  Arbitrary<Format> anyFormat() {
    return Arbitraries.of(FORMATS);
  }

  /** Noise, and pieces of what the formats are made of. */
  @Provide
  Arbitrary<byte[]> bytes() {
    Arbitrary<byte[]> pieces =
        Arbitraries.of(
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"",
                "\\",
                "\n",
                "\r\n",
                " ",
                "|",
                ";",
                "=",
                "-",
                "\uFEFF",
                "\u0000",
                "\u202E",
                "time",
                "a",
                "b",
                "count",
                "temp",
                "state",
                "tag",
                "ts",
                "v",
                "q",
                "u",
                "n",
                "t",
                "e",
                "bn",
                "bt",
                "vs",
                "values",
                "1",
                "0",
                "1e400",
                "NaN",
                "null",
                "true",
                "1704067200",
                "1704067200000",
                "1704067200000000000",
                "2024-01-01T00:00:00Z",
                "-9223372036854775808",
                "* ",
                "# ",
                "@",
                "\u00e9")
            .list()
            .ofMaxSize(40)
            .map(list -> String.join("", list).getBytes(StandardCharsets.UTF_8));
    Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(60);
    return Arbitraries.oneOf(pieces, noise);
  }
}

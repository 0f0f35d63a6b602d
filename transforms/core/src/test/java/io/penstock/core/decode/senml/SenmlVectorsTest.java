package io.penstock.core.decode.senml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.core.SharedData;
import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.Format.Framing;
import io.penstock.core.decode.SinkRecording;
import io.penstock.core.decode.SinkRecording.Recorded;
import io.penstock.core.quality.Quality;
import io.penstock.core.time.TimeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The JSON packs of the working group that wrote RFC 8428, each in up to three spellings (as
 * written, generated, wrapped), against the resolved pack where there is one.
 */
class SenmlVectorsTest {
  private static final SenmlFormat FORMAT = new SenmlFormat(Framing.DOCUMENT, "", TimeRule.ISO);

  /** The instant at which the group resolved its packs, from the times it gave to "now". */
  private static final long JUNE_29 = 1_498_780_179_000_000L;

  private static final long JULY_3 = 1_499_109_309_000_000L;

  @ParameterizedTest
  @CsvSource({
    "ex1, " + JUNE_29, // 5.1.1: one reading, "now"
    "ex2, " + JUNE_29, // 5.1.2: a base name, "now"
    "ex3, 0", // 5.1.2: base time and unit, version 5, negative times
    "ex4, 0", // 5.1.3: a base name that is the whole name
    "ex5, 0", // 5.1.3: units that differ from the base unit
    "ex6, 0", // 5.1.6: a base name replaced in mid-pack
    "ex8, 0", // a link in the first record, ignored
    "ex9, " + JUNE_29, // 5.1.7: a record with a base name alone
    "ex10, 0", // names and times of their own
    "ex11, 0", // a base name and times of their own
    "ex12, 0", // 5.1.7: a base time with an exponent
  })
  void resolvesThePackAsTheWorkingGroupDoes(String name, long now) throws Exception {
    List<Recorded> expected = resolved(name + ".gen.resolved.json");
    for (Path pack : spellings(name)) {
      assertThat(decode(pack, now)).as(pack.toString()).isEqualTo(expected);
    }
  }

  /** 5.1.5. The group's resolver leaves out the data value, which RFC 8428 does not. */
  @Test
  void resolvesAllTypesOfValues() throws Exception {
    List<Recorded> expected = new ArrayList<>(resolved("ex7.gen.resolved.json"));
    expected.add(
        new Recorded("urn:dev:ow:10e2073a01080063:nfv-reader", JULY_3, "aGkgCg", "", Quality.GOOD));
    for (Path pack : spellings("ex7")) {
      assertThat(decode(pack, JULY_3)).as(pack.toString()).isEqualTo(expected);
    }
  }

  /** 5.1.7: two lights at a base time and 100 ms after it; the group gives no resolved pack. */
  @Test
  void addsATenthOfASecondExactly() throws Exception {
    long base = 1_320_078_429_000_000L;
    for (Path pack : spellings("ex13")) {
      assertThat(decode(pack, 0))
          .containsExactly(
              new Recorded("2001:db8::3", base, 0.5, "/", Quality.GOOD),
              new Recorded("2001:db8::4", base, 0.5, "/", Quality.GOOD),
              new Recorded("2001:db8::3", base + 100_000, 0.0, "/", Quality.GOOD),
              new Recorded("2001:db8::4", base + 100_000, 0.0, "/", Quality.GOOD));
    }
  }

  @Test
  void readsEveryJsonPackThereIs() throws Exception {
    int packs = 0;
    try (Stream<Path> files = Files.list(SharedData.path("vectors_senml"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        assertThat(decode(file, JUNE_29)).as(file.toString()).isNotEmpty();
        packs++;
      }
    }
    assertThat(packs).isEqualTo(46);
  }

  /** Resolving is idempotent: a resolved pack resolves to itself (4.6). */
  @Test
  void leavesResolvedPacksAsTheyAre() throws Exception {
    for (String name : List.of("ex3", "ex5", "ex6", "ex7", "ex12")) {
      String file = name + ".gen.resolved.json";
      assertThat(decode(SharedData.path("vectors_senml/" + file), 0)).isEqualTo(resolved(file));
    }
  }

  private static List<Path> spellings(String name) {
    return Stream.of(name + ".json", name + ".gen.json", name + ".gen.wrap.json")
        .map(file -> SharedData.path("vectors_senml/" + file))
        .filter(Files::exists)
        .toList();
  }

  private static List<Recorded> decode(Path pack, long now) throws IOException, BadInput {
    SinkRecording readings = SinkRecording.of(FORMAT, Files.readAllBytes(pack), now);
    assertThat(readings.rejected()).isEmpty();
    return readings.accepted();
  }

  private static List<Recorded> resolved(String file) throws IOException {
    List<Recorded> readings = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    for (JsonNode record : json.readTree(SharedData.path("vectors_senml/" + file).toFile())) {
      Object value =
          record.has("v")
              ? (Object) record.get("v").asDouble()
              : record.has("vb") ? record.get("vb").asBoolean() : record.get("vs").asText();
      long micros = record.get("t").decimalValue().movePointRight(6).longValueExact();
      String unit = record.has("u") ? record.get("u").asText() : "";
      readings.add(new Recorded(record.get("n").asText(), micros, value, unit, Quality.GOOD));
    }
    return readings;
  }
}

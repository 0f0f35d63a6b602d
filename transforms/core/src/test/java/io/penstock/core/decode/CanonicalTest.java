package io.penstock.core.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.lineprotocol.LineProtocolFormat;
import io.penstock.core.time.TimeRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CanonicalTest {
  /** Semantic hashes are made from it and stored with data. */
  @Test
  void neverChanges() {
    assertThat(
            Canonical.of("x")
                .text("a|b")
                .text("caf\u00e9")
                .number(-7)
                .choice(Lateness.AS_LIVE)
                .texts(List.of("", "y"))
                .map(Map.of("b", "2", "a", "1")))
        .hasToString("1:x3:a|b5:caf\u00e92:-77:AS_LIVE2#0:1:y2#1:a1:11:b1:2");
  }

  /** Joined with commas or bars, these would be one. */
  @Test
  void tellsApartSettingsThatJoinToTheSameText() {
    Set<String> texts =
        Stream.of(
                "{'json': {'address': ['/a,/b'], 'time': '/t', 'value': '/v'}}",
                "{'json': {'address': ['/a', '/b'], 'time': '/t', 'value': '/v'}}",
                "{'json': {'prefix': 'x|/a', 'address': [], 'time': '/t', 'value': '/v'}}",
                "{'json': {'prefix': 'x', 'address': ['/a'], 'time': '/t', 'value': '/v'}}",
                "{'csv': {'time': ['t'], 'ignore': ['a', 'b']}}",
                "{'csv': {'time': ['t'], 'ignore': ['a,b']}}",
                "{'csv': {'time': ['t'], 'ignore': ['a'], 'missing': ['b']}}",
                "{'csv': {'time': ['t'], 'unitAliases': {'a': 'b, c=d'}}}",
                "{'csv': {'time': ['t'], 'unitAliases': {'a': 'b', 'c': 'd'}}}",
                "{'keyValue': {'conditions': ['a'], 'unavailable': ['b']}}",
                "{'keyValue': {'conditions': ['a,b'], 'unavailable': []}}")
            .map(json -> TextFormats.of(GoldenCases.json(json.replace('\'', '"'))).canonical())
            .collect(Collectors.toSet());

    assertThat(texts).hasSize(11);
  }

  /** A limit decides what is too large, and so what is read. */
  @Test
  void limitsArePartOfAFormat() {
    String json = "{\"json\": {\"address\": [\"/a\"], \"time\": \"/t\", \"value\": \"/v\"%s}}";
    Set<String> texts =
        Stream.of(
                "",
                ",\"maxDepth\":3",
                ",\"maxDocumentBytes\":3",
                ",\"maxStringBytes\":3",
                ",\"qualityCodes\":\"opc_da\"")
            .map(more -> TextFormats.of(GoldenCases.json(json.formatted(more))).canonical())
            .collect(Collectors.toSet());

    assertThat(texts).hasSize(5);
  }

  @Test
  void timeRulesArePartOfAFormat() {
    assertThat(new LineProtocolFormat("", TimeRule.ISO.withForm(TimeRule.Form.NANOS)).canonical())
        .isNotEqualTo(
            new LineProtocolFormat("", TimeRule.ISO.withForm(TimeRule.Form.MILLIS)).canonical());
  }

  @Property
  void differentListsHaveDifferentTexts(
      @ForAll List<@From("pieces") String> left, @ForAll List<@From("pieces") String> right) {
    assertThat(Canonical.of("x").texts(left).toString().equals(text(right)))
        .isEqualTo(left.equals(right));
  }

  private static String text(List<String> settings) {
    return Canonical.of("x").texts(settings).toString();
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.strings().withChars("|,:#01\u00e9").ofMaxLength(4);
  }
}

package io.penstock.core.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

class UcumUnitsPropertyTest {
  @Property
  void throwsNothingButBadUnitOnAnyText(@ForAll String unit) {
    convertsOrSaysBadUnit(unit);
  }

  @Property(tries = 5_000)
  void throwsNothingButBadUnitNearTheGrammar(@ForAll("nearTheGrammar") String unit) {
    convertsOrSaysBadUnit(unit);
  }

  @Provide
  Arbitrary<String> nearTheGrammar() {
    return Arbitraries.of(
            "m", "k", "[", "]", "{", "}", "(", ")", ".", "/", "2", "-", "+", "99", "10*", "10^",
            "Cel", "[degF]", "%", "'", "0", "B", "[pH]", "dB", "mol", "g", "s", "[HP]", "{x}", "u")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  private static void convertsOrSaysBadUnit(String unit) {
    try {
      UnitConversion conversion = UcumUnits.between(unit, "m");
      assertThat(conversion.factor()).isFinite().isNotZero();
      assertThat(conversion.shift()).isFinite();
    } catch (BadUnit e) {
      assertThat(e.detail()).matches("[ -~]+");
    }
  }

  @Property
  void comesBackToTheValueItStartedFrom(
      @ForAll("temperatures") String from,
      @ForAll("temperatures") String to,
      @ForAll @DoubleRange(min = -1e4, max = 1e4) double value)
      throws BadUnit {
    double there = UcumUnits.between(from, to).convert(value);

    assertThat(UcumUnits.between(to, from).convert(there)).isCloseTo(value, within(1e-9));
  }

  @Provide
  Arbitrary<String> temperatures() {
    return Arbitraries.of("Cel", "K", "[degF]", "[degR]", "mK", "CEL", "°F");
  }
}

package io.penstock.core.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitAliasesTest {
  @Test
  void meansAKnownUcumCodeByEveryAlias() {
    for (Map<String, String> table : UnitAliases.tables()) {
      for (Map.Entry<String, String> alias : table.entrySet()) {
        assertThatCode(() -> UcumUnits.check(alias.getValue()))
            .as("%s for %s", alias.getValue(), alias.getKey())
            .doesNotThrowAnyException();
      }
    }
  }

  /** Else a catalogue that uses UCUM would get something else than it says. */
  @Test
  void shadowsNoUcumCodeButPowersThatNobodyMeasuresIn() {
    for (Map<String, String> table : UnitAliases.tables()) {
      for (String name : table.keySet()) {
        if (!name.matches("[A-Z][0-9]{1,2}")) {
          assertThat(isUcum(name)).as(name).isFalse();
        }
      }
    }
  }

  @Test
  void holdsEveryNameOnce() {
    Set<String> seen = new HashSet<>();
    for (Map<String, String> table : UnitAliases.tables()) {
      assertThat(table.keySet()).allMatch(seen::add);
    }
  }

  private static boolean isUcum(String name) {
    try {
      var unused = UcumUnits.parsed(name, name);
      return true;
    } catch (BadUnit e) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CEL, Cel",
    "FAH, [degF]",
    "KEL, K",
    "BAR, bar",
    "PAL, Pa",
    "MTR, m",
    "P1, %",
    "%RH, %",
    "°C, Cel",
    "µS/cm, uS/cm",
    "m³/h, m3/h",
    "kΩ, kOhm",
    "lx, lx",
    "Cel, Cel",
    "parsnip, parsnip",
  })
  void spellsAsUcum(String name, String code) {
    assertThat(UnitAliases.toUcum(name)).isEqualTo(code);
  }

  @Test
  void convertsBetweenAliases() throws BadUnit {
    assertThat(UcumUnits.between("FAH", "CEL").convert(212)).isEqualTo(100.0);
    assertThat(UcumUnits.between("BAR", "KPA").convert(2)).isEqualTo(200.0);
    assertThat(UcumUnits.between("kWh", "MWH").convert(1500)).isEqualTo(1.5);
    assertThat(UcumUnits.between("rpm", "RPS").convert(90)).isEqualTo(1.5);
  }
}

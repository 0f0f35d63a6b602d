package io.penstock.core.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Factors from NIST SP 811 (2008), appendix B, and the definitions in UCUM 2.1, §§28 to 46. */
class UcumUnitsTest {
  @ParameterizedTest
  @CsvSource({
    "bar, Pa, 100000",
    "mm[Hg], Pa, 133.322",
    "[in_i'Hg], Pa, 3386.3788",
    "cm[H2O], Pa, 98.0665",
    "[psi], kPa, 6.894757293168361",
    "atm, Pa, 101325",
    "mbar, hPa, 1",
    "L/min, m3/s, 1.6666666666666667e-5",
    "m3/h, L/s, 0.2777777777777778",
    "[gal_us]/min, m3/h, 0.22712470704",
    "kW.h, J, 3600000",
    "[Btu_IT], J, 1055.05585262",
    "%, 1, 0.01",
    "1, %, 100",
    "[ppm], %, 0.0001",
    "uS/cm, S/m, 0.0001",
    "g/L, kg/m3, 1",
    "t, kg, 1000",
    "[lb_av], kg, 0.45359237",
    "kgf/cm2, bar, 0.980665",
    "/min, Hz, 0.016666666666666666",
    "1/min, /s, 0.016666666666666666",
    "{rpm}, 1, 1",
    "{rotations}/min, /min, 1",
    "m/s2, [g], 0.10197162129779283",
    "[ft_i], m, 0.3048",
    "deg, rad, 0.017453292519943295",
    "circ/min, rad/s, 0.10471975511965978",
    "W/(m2.K), W.m-2.K-1, 1",
    "cP, Pa.s, 0.001",
    "By, bit, 8",
    "KiBy, By, 1024",
    "V.A, W, 1",
    // What systems-ucum has wrong or does not parse, put right: 550 ft lbf/s, and powers of ten.
    "[HP], W, 745.6998715822702",
    "[degR], K, 0.5555555555555556",
    "10*3/uL, /L, 1000000000",
    "10^-6, [ppm], 1",
    "10*12/L, 10*9/mL, 1",
  })
  void knowsTheFactorBetween(String from, String to, double factor) throws BadUnit {
    assertThat(UcumUnits.between(from, to)).isEqualTo(new UnitConversion(factor, 0));
  }

  @ParameterizedTest
  @CsvSource({"-40, -40", "32, 0", "212, 100", "-459.67, -273.15"})
  void convertsFahrenheitToCelsius(double fahrenheit, double celsius) throws BadUnit {
    assertThat(UcumUnits.between("[degF]", "Cel").convert(fahrenheit))
        .isCloseTo(celsius, within(1e-12));
    assertThat(UcumUnits.between("Cel", "[degF]").convert(celsius))
        .isCloseTo(fahrenheit, within(1e-12));
  }

  @Test
  void convertsCelsiusToKelvin() throws BadUnit {
    assertThat(UcumUnits.between("Cel", "K")).isEqualTo(new UnitConversion(1, 273.15));
    assertThat(UcumUnits.between("K", "Cel")).isEqualTo(new UnitConversion(1, -273.15));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bar", "furlong per fortnight", "dB", "[pH]", "%RH", ""})
  void leavesValuesAloneBetweenUnitsWrittenAlike(String unit) throws BadUnit {
    assertThat(UcumUnits.between(unit, unit)).isSameAs(UnitConversion.IDENTITY);
  }

  @ParameterizedTest
  @CsvSource({"L, l", "K, KEL", "%RH, %", "/min, RPM", "kg/m3, g/L", "Hz, 1/s"})
  void isTheIdentityBetweenUnitsThatAreOne(String from, String to) throws BadUnit {
    assertThat(UcumUnits.between(from, to)).isEqualTo(UnitConversion.IDENTITY);
  }

  @ParameterizedTest
  @CsvSource({
    "m, s, measure different things",
    "kg/cm2, Pa, measure different things", // mass, not force
    "{rpm}, /min, measure different things", // an annotation has no meaning (UCUM §6)
    "Cel, m, measure different things",
    "furlong, m, unknown unit: 'furlong'",
    "m, furlong, unknown unit: 'furlong'",
    "BAR2, Pa, unknown unit",
    "m/, m, unknown unit",
    "'', m, not a UCUM code",
    "'m s', m, not a UCUM code",
    "dB, 1, no affine conversion",
    "[pH], mol/L, no affine conversion",
    "Np, 1, no affine conversion",
    "J/(kg.Cel), J/(kg.K), : a unit with a zero of its own in a product", // UCUM §21
    "Ky, /m, not supported", // wrong in systems-ucum 2.2
    "cKy, /m, not supported",
    "RAD, Gy, not supported",
    "m/0, m, no affine conversion",
    "m99999, m, too large",
    "9999999999.m, m, too large",
    "((((((((((m)))))))))), m, too large",
  })
  void refuses(String from, String to, String message) {
    assertThatThrownBy(() -> UcumUnits.between(from, to))
        .isInstanceOf(BadUnit.class)
        .hasMessageContaining(message);
  }

  @Test
  void showsUnitsWithoutTheCharactersThatHarmLogs() {
    assertThatThrownBy(() -> UcumUnits.check("m\n\u001b[31m" + "x".repeat(100)))
        .isInstanceOf(BadUnit.class)
        .hasMessageMatching("[ -~]{1,120}");
  }

  @Test
  void checksThatAUnitIsKnown() throws BadUnit {
    UcumUnits.check("kW.h");
    UcumUnits.check("kWh");
    UcumUnits.check("dB");
    assertThatThrownBy(() -> UcumUnits.check("parsnips")).isInstanceOf(BadUnit.class);
  }
}

package io.penstock.core.unit;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/**
 * Names that devices use for units, and the UCUM codes they mean.
 *
 * <p>Three sources: SenML (RFC 8428, 12.1, and the secondary units of RFC 8798), UNECE
 * Recommendation 20 codes as OPC UA carries them (Part 8, EUInformation; the OPC Foundation's
 * UNECE_to_OPCUA table), and what people type.
 *
 * <p>A name that is itself a UCUM code is not an alias, whatever a source means by it: SenML's
 * {@code pH}, {@code B} and {@code EL} are UCUM's picohenry, bel and exalitre, Recommendation 20's
 * {@code PS} and {@code GL} the petasiemens and the gigalitre. The one exception are Recommendation
 * 20's codes of a capital letter and digits: nobody means the coulomb to the power of 26 by {@code
 * C26}. A test holds both.
 *
 * <p>Reactive and apparent power have the dimension of power and UCUM has no name for them: {@code
 * var} and {@code VA} are both {@code V.A}.
 */
public final class UnitAliases {
  private static final Map<String, String> SENML =
      Map.ofEntries(
          entry("%RH", "%"),
          entry("%EL", "%"),
          entry("/", "1"),
          entry("count", "1"),
          entry("beats", "1"),
          entry("beat/min", "/min"),
          entry("lat", "deg"),
          entry("lon", "deg"),
          entry("VA", "V.A"),
          entry("kVA", "kV.A"),
          entry("VAs", "V.A.s"),
          entry("kVAh", "kV.A.h"),
          entry("var", "V.A"),
          entry("kvar", "kV.A"),
          entry("vars", "V.A.s"),
          entry("varh", "V.A.h"),
          entry("kvarh", "kV.A.h"),
          entry("Ah", "A.h"),
          entry("Wh", "W.h"),
          entry("kWh", "kW.h"),
          entry("Wh/km", "W.h/km"),
          entry("ppm", "[ppm]"));

  private static final Map<String, String> REC_20 =
      Map.ofEntries(
          entry("CEL", "Cel"),
          entry("FAH", "[degF]"),
          entry("KEL", "K"),
          entry("PAL", "Pa"),
          entry("A97", "hPa"),
          entry("KPA", "kPa"),
          entry("MPA", "MPa"),
          entry("BAR", "bar"),
          entry("MBR", "mbar"),
          entry("ATM", "atm"),
          entry("MTR", "m"),
          entry("DMT", "dm"),
          entry("CMT", "cm"),
          entry("MMT", "mm"),
          entry("4H", "um"),
          entry("KMT", "km"),
          entry("KTM", "km"),
          entry("INH", "[in_i]"),
          entry("FOT", "[ft_i]"),
          entry("MTK", "m2"),
          entry("MTQ", "m3"),
          entry("LTR", "L"),
          entry("MLT", "mL"),
          entry("SEC", "s"),
          entry("MIN", "min"),
          entry("HUR", "h"),
          entry("DAY", "d"),
          entry("C26", "ms"),
          entry("B98", "us"),
          entry("HTZ", "Hz"),
          entry("KHZ", "kHz"),
          entry("MHZ", "MHz"),
          entry("RPM", "/min"),
          entry("RPS", "/s"),
          entry("MTS", "m/s"),
          entry("KMH", "km/h"),
          entry("C16", "mm/s"),
          entry("MSK", "m/s2"),
          entry("2A", "rad/s"),
          entry("DD", "deg"),
          entry("C81", "rad"),
          entry("KGM", "kg"),
          entry("GRM", "g"),
          entry("MGM", "mg"),
          entry("TNE", "t"),
          entry("LBR", "[lb_av]"),
          entry("KMQ", "kg/m3"),
          entry("M1", "mg/L"),
          entry("KGS", "kg/s"),
          entry("E93", "kg/h"),
          entry("E18", "t/h"),
          entry("MQS", "m3/s"),
          entry("MQH", "m3/h"),
          entry("L2", "L/min"),
          entry("G51", "L/s"),
          entry("NEW", "N"),
          entry("B47", "kN"),
          entry("NU", "N.m"),
          entry("C24", "mPa.s"),
          entry("4C", "cSt"),
          entry("JOU", "J"),
          entry("KJO", "kJ"),
          entry("3B", "MJ"),
          entry("WHR", "W.h"),
          entry("KWH", "kW.h"),
          entry("MWH", "MW.h"),
          entry("WTT", "W"),
          entry("KWT", "kW"),
          entry("MAW", "MW"),
          entry("D46", "V.A"),
          entry("KVA", "kV.A"),
          entry("D44", "V.A"),
          entry("KVR", "kV.A"),
          entry("AMP", "A"),
          entry("4K", "mA"),
          entry("AMH", "A.h"),
          entry("VLT", "V"),
          entry("2Z", "mV"),
          entry("KVT", "kV"),
          entry("OHM", "Ohm"),
          entry("B49", "kOhm"),
          entry("B75", "MOhm"),
          entry("SIE", "S"),
          entry("D10", "S/m"),
          entry("G42", "uS/cm"),
          entry("H61", "mS/cm"),
          entry("D33", "T"),
          entry("D54", "W/m2"),
          entry("LUX", "lx"),
          entry("LUM", "lm"),
          entry("CDL", "cd"),
          entry("C34", "mol"),
          entry("P1", "%"),
          entry("C62", "1"));

  private static final Map<String, String> COLLOQUIAL =
      Map.ofEntries(
          entry("degC", "Cel"),
          entry("°C", "Cel"),
          entry("degF", "[degF]"),
          entry("°F", "[degF]"),
          entry("°", "deg"),
          entry("psi", "[psi]"),
          entry("mmHg", "mm[Hg]"),
          entry("inHg", "[in_i'Hg]"),
          entry("rpm", "/min"),
          entry("gpm", "[gal_us]/min"),
          entry("lpm", "L/min"),
          entry("cfm", "[cft_i]/min"),
          entry("ppb", "[ppb]"));

  private static final List<Map<String, String>> TABLES = List.of(SENML, REC_20, COLLOQUIAL);

  private UnitAliases() {}

  /**
   * The UCUM code that a name stands for, or the name itself when it is no alias, with the micro
   * sign, the ohm sign and superscripts 2 and 3 spelled as UCUM does ({@code µm³} is {@code um3}).
   */
  public static String toUcum(String name) {
    String known = find(name);
    return known.isEmpty() ? inAscii(name) : known;
  }

  /** The aliases, for the test that none is a UCUM code. */
  static List<Map<String, String>> tables() {
    return TABLES;
  }

  private static String find(String name) {
    for (Map<String, String> table : TABLES) {
      String code = table.getOrDefault(name, "");
      if (!code.isEmpty()) {
        return code;
      }
    }
    return "";
  }

  private static String inAscii(String name) {
    if (name.chars().allMatch(c -> c < 0x80)) {
      return name;
    }
    return name.replace('\u00B5', 'u') // micro sign
        .replace('\u03BC', 'u') // Greek mu
        .replace('²', '2')
        .replace('³', '3')
        .replace("\u2126", "Ohm") // ohm sign
        .replace("\u03A9", "Ohm"); // Greek omega
  }
}

package io.penstock.pipelines.simulate;

import io.penstock.core.unit.UnitConversion;
import io.penstock.pipelines.simulate.Signal.SentUnit;
import java.util.List;
import java.util.Locale;

/** What the plant measures, and the units its devices send it in. UCUM codes throughout. */
enum Metric {
  /** Sent in degree Celsius or Fahrenheit: 5/9 exactly, by definition. */
  TEMPERATURE(
      "TT",
      300,
      List.of(unit("Cel", "Cel", 1, 0, 2), unit("[degF]", "Cel", 5.0 / 9, -160.0 / 9, 1))),
  /** Sent in bar, pound-force per square inch (6894.757293168361 Pa, NIST SP 811, B.8) or kPa. */
  PRESSURE(
      "PT",
      16,
      List.of(
          unit("bar", "bar", 1, 0, 3),
          unit("[psi]", "bar", 0.0689475729316836, 0, 2),
          unit("kPa", "bar", 0.01, 0, 1),
          unit("Pa", "bar", 1e-5, 0, 0))),
  /** Sent in cubic metres per hour, litres per minute or litres per second. */
  FLOW(
      "FT",
      150,
      List.of(
          unit("m3/h", "m3/h", 1, 0, 2),
          unit("L/min", "m3/h", 0.06, 0, 1),
          unit("l/s", "m3/h", 3.6, 0, 3))),
  /** Vibration velocity, rms. */
  VIBRATION("VT", 25, List.of(unit("mm/s", "mm/s", 1, 0, 3), unit("m/s", "mm/s", 1000, 0, 6))),
  /** Electrical power. */
  POWER("JT", 120, List.of(unit("kW", "kW", 1, 0, 2), unit("W", "kW", 0.001, 0, 0))),
  /** Strokes since ever: a stepped counter. */
  STROKES("QT", Double.POSITIVE_INFINITY, List.of(unit("1", "1", 1, 0, 0))),
  /** Whether the machine runs. */
  RUNNING("XS", Double.POSITIVE_INFINITY, List.of(SentUnit.NONE)),
  /** What the machine does, as a word. */
  STATE("US", Double.POSITIVE_INFINITY, List.of(SentUnit.NONE));

  private final String column = name().toLowerCase(Locale.ROOT);
  private final String tag;
  private final double high;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<SentUnit> units;

  Metric(String tag, double high, List<SentUnit> units) {
    this.tag = tag;
    this.high = high;
    this.units = units;
  }

  private static SentUnit unit(
      String source, String engineering, double factor, double shift, int decimals) {
    return new SentUnit(source, engineering, new UnitConversion(factor, shift), decimals);
  }

  /** The metric's name in the catalogue. */
  String metricName() {
    return column;
  }

  /** Its letters on a piping diagram (ISA-5.1). */
  String tag() {
    return tag;
  }

  /** Highest plausible engineering value; the lowest is 0. */
  double high() {
    return high;
  }

  /** The unit a device sends: devices of the field differ, SenML has its own (RFC 8428, 12.1). */
  SentUnit sentBy(Source source, int device) {
    return switch (source) {
      case SENML -> this == TEMPERATURE ? units.get(0) : units.get(units.size() - 1);
      default -> units.get(device % Math.min(units.size(), this == PRESSURE ? 3 : 2));
    };
  }
}

package io.penstock.core.decode;

import io.penstock.core.model.Binding;
import io.penstock.core.model.Calibration;
import io.penstock.core.model.Catalogue;
import io.penstock.core.model.Interpolation;
import io.penstock.core.model.Series;
import io.penstock.core.model.ValueType;
import io.penstock.core.plan.AlignMethod;
import io.penstock.core.plan.ArchivePlan;
import io.penstock.core.plan.MeasurementPlan;
import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import io.penstock.core.plan.SourcePlan.UnknownSeries;
import io.penstock.core.plan.TimePlan;
import io.penstock.core.time.Micros;
import io.penstock.core.unit.BadUnit;
import io.penstock.core.unit.UcumUnits;
import io.penstock.core.unit.UnitConversion;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The plan behind {@code testdata/inputs}: delays and aheads at their defaults (10 and 5 minutes),
 * and a small catalogue.
 *
 * <p>Addresses: {@code temp} (Cel), {@code fahrenheit} ([degF], the same series), {@code slow}
 * (Cel, its clock an hour behind), {@code moved} (p1 until June 2024, then p2 for nine days),
 * {@code pressure} (calibrated by date, with a gap in July), {@code count}, {@code running}, {@code
 * state}, {@code café} (normal form C) and {@code early} (its clock offset overflows).
 */
public final class InputPlan {
  private static final String P1 = "acme/north/press/line1/p1";
  private static final String P2 = "acme/north/press/line1/p2";
  private static final int COUNT = 0;
  private static final int PRESSURE = 1;
  private static final int RUNNING = 2;
  private static final int STATE = 3;
  private static final int TEMPERATURE = 4;
  private static final int TEMPERATURE_2 = 5;
  private static final long HOUR = 3_600_000_000L;

  private InputPlan() {}

  /** The plan with one source, named {@code test}. */
  public static Plan of(Format format, UnknownSeries unknown) {
    return of(List.of(new SourcePlan("test", List.of("in"), format, unknown)));
  }

  /** The plan with two sources that are alike. */
  public static Plan ofTwo(Format format, UnknownSeries unknown) {
    return of(
        List.of(
            new SourcePlan("test", List.of("in"), format, unknown),
            new SourcePlan("other", List.of("in"), format, unknown)));
  }

  /** JSON lines {@code {"tag":..,"ts":ms,"v":..,"q":..,"u":..,"in":ms}}. */
  public static Format flatJson() {
    return TextFormats.of(
        GoldenCases.json(
            """
            {"json": {"framing": "lines", "address": ["/tag"], "time": "/ts", "value": "/v",
             "quality": "/q", "unit": "/u", "ingest": "/in", "timestamps": {"form": "millis"}}}
            """));
  }

  /** A line of {@link #flatJson}: the value 1 at 2024-01-01T00:00:00Z. */
  static String reading(String tag) {
    return "{\"tag\":\"" + tag + "\",\"ts\":1704067200000,\"v\":1}";
  }

  private static Plan of(List<SourcePlan> sources) {
    return new Plan(
        "inputs",
        1,
        sources,
        catalogue(),
        TimePlan.DEFAULT,
        new MeasurementPlan(
            10_000_000,
            AlignMethod.LAST,
            1_000_000,
            5_000_000,
            5_000_000,
            MeasurementPlan.Admit.UNCERTAIN),
        List.of(),
        ArchivePlan.DEFAULT,
        Plan.DEFAULT_MAX_AMPLIFICATION);
  }

  private static Catalogue catalogue() {
    List<Series> series =
        List.of(
            series(P1, "count", ValueType.NUMBER, "1", Calibration.IDENTITY),
            series(
                P1,
                "pressure",
                ValueType.NUMBER,
                "bar",
                calibration("2024-01-01", "2024-07-01", 2, 1),
                calibration("2024-08-01", "2025-01-01", 1, 0)),
            series(P1, "running", ValueType.BOOLEAN, "1", Calibration.IDENTITY),
            series(P1, "state", ValueType.TEXT, "1", Calibration.IDENTITY),
            series(P1, "temperature", ValueType.NUMBER, "Cel", range(-50, 150)),
            series(P2, "temperature", ValueType.NUMBER, "Cel", range(-50, 150)));
    long june = micros("2024-06-01");
    return Catalogue.of(
        series,
        Map.of(
            "count",
            List.of(always(COUNT, "1")),
            "pressure",
            List.of(always(PRESSURE, "bar")),
            "running",
            List.of(always(RUNNING, "1")),
            "state",
            List.of(always(STATE, "1")),
            "temp",
            List.of(always(TEMPERATURE, "Cel")),
            "fahrenheit",
            List.of(always(TEMPERATURE, "[degF]")),
            "slow",
            List.of(binding(TEMPERATURE, Long.MIN_VALUE, Long.MAX_VALUE, HOUR, "Cel")),
            "early",
            List.of(binding(TEMPERATURE, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, "Cel")),
            "moved",
            List.of(
                binding(TEMPERATURE, Long.MIN_VALUE, june, HOUR, "Cel"),
                binding(TEMPERATURE_2, june, micros("2024-06-10"), HOUR, "Cel")),
            "caf\u00e9",
            List.of(always(TEMPERATURE_2, "Cel"))));
  }

  private static Series series(
      String asset, String metric, ValueType type, String unit, Calibration... calibrations) {
    return new Series(asset, metric, type, Interpolation.STEPPED, unit, 0, List.of(calibrations));
  }

  private static Calibration calibration(String from, String to, double scale, double offset) {
    return new Calibration(micros(from), micros(to), scale, offset, 0, 100);
  }

  private static Calibration range(double low, double high) {
    return new Calibration(Long.MIN_VALUE, Long.MAX_VALUE, 1, 0, low, high);
  }

  private static Binding always(int series, String unit) {
    return binding(series, Long.MIN_VALUE, Long.MAX_VALUE, 0, unit);
  }

  private static Binding binding(int series, long from, long to, long clockOffset, String unit) {
    try {
      UnitConversion conversion =
          unit.equals("[degF]") ? UcumUnits.between(unit, "Cel") : UnitConversion.IDENTITY;
      return new Binding(series, from, to, clockOffset, unit, conversion);
    } catch (BadUnit impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static long micros(String date) {
    return Micros.of(Instant.parse(date + "T00:00:00Z"));
  }
}

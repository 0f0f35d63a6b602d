package io.penstock.pipelines.simulate;

import io.penstock.core.model.Calibration;
import io.penstock.core.model.ValueType;
import io.penstock.core.time.Micros;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** The catalogue of the simulated plant as CSV (RFC 4180). */
final class CatalogueCsv {
  static final String HEADER =
      "address,asset,metric,type,source_unit,unit,scale,offset,clock_offset,low,high,stepped,"
          + "period,max_gap,valid_from,valid_to\n";

  private CatalogueCsv() {}

  static String of(List<Device> devices) {
    StringBuilder csv = new StringBuilder(HEADER);
    for (Device device : devices) {
      for (Signal signal : device.signals()) {
        for (Calibration calibration : signal.calibrations()) {
          row(device, signal, calibration, csv);
        }
      }
    }
    return csv.toString();
  }

  private static void row(
      Device device, Signal signal, Calibration calibration, StringBuilder csv) {
    boolean number = signal.type() == ValueType.NUMBER;
    boolean scaled = calibration.scale() != 1 || calibration.offset() != 0;
    List<String> cells =
        List.of(
            signal.address(),
            signal.asset(),
            signal.metric(),
            signal.type().name().toLowerCase(Locale.ROOT),
            signal.unit().source(),
            signal.unit().engineering(),
            number && scaled ? plain(calibration.scale()) : "",
            number && scaled ? plain(calibration.offset()) : "",
            device.clockOffsetMicros() == 0 ? "" : duration(device.clockOffsetMicros()),
            number ? bound(calibration.rangeLow()) : "",
            number ? bound(calibration.rangeHigh()) : "",
            Boolean.toString(signal.stepped()),
            duration(signal.periodMicros()),
            "",
            instant(calibration.validFromMicros()),
            instant(calibration.validToMicros()));
    csv.append(String.join(",", cells.stream().map(CatalogueCsv::quoted).toList())).append('\n');
  }

  private static String quoted(String cell) {
    return cell.contains(",") ? "\"" + cell + "\"" : cell;
  }

  private static String bound(double value) {
    return Double.isFinite(value) ? plain(value) : "";
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** ISO 8601 with a sign in front alone. */
  private static String duration(long micros) {
    return (micros < 0 ? "-" : "") + Micros.duration(Math.abs(micros));
  }

  private static String instant(long micros) {
    return micros == Long.MIN_VALUE || micros == Long.MAX_VALUE
        ? ""
        : Micros.instant(micros).toString();
  }
}

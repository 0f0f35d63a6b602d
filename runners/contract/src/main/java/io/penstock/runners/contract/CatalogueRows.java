package io.penstock.runners.contract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Changes to the simulated plant's catalogue, as text: rows of CSV whose first cell is plain. */
final class CatalogueRows {
  private static final int COLUMNS = 16;
  private static final int METRIC = 2;
  private static final int SCALE = 6;
  private static final int OFFSET = 7;
  private static final int VALID_FROM = 14;
  private static final int VALID_TO = 15;

  private CatalogueRows() {}

  /** Takes away the first series of every source, with all its revisions. */
  static String withoutOneSeriesOfEachSource(String catalogue) {
    Map<String, String> first = new LinkedHashMap<>();
    for (String address : addresses(catalogue)) {
      first.putIfAbsent(address.substring(0, address.indexOf('/')), address);
    }
    Set<String> removed = new TreeSet<>(first.values());
    return lines(catalogue, line -> removed.contains(address(line)) ? "" : line + "\n");
  }

  /** Takes away every asset whose name has an odd hash, so about half of them. */
  static String withoutHalfOfTheAssets(String catalogue) {
    return lines(catalogue, line -> asset(line).hashCode() % 2 != 0 ? "" : line + "\n");
  }

  /** Halves the scale of every pressure, whose cell is empty for 1. */
  static String withOtherScales(String catalogue) {
    return lines(
        catalogue,
        line -> {
          String[] cells = line.split(",", -1);
          if (cells.length == COLUMNS && cells[METRIC].equals("pressure")) {
            cells[SCALE] =
                cells[SCALE].isEmpty()
                    ? "0.5"
                    : Double.toString(Double.parseDouble(cells[SCALE]) / 2);
          }
          return String.join(",", cells) + "\n";
        });
  }

  /** The asset of the first pressure that has one calibration for all times. */
  static String assetOfPressure(String catalogue) {
    return asset(pressure(catalogue));
  }

  /** Doubles the scale of that pressure from a date on. */
  static String withPressureCalibratedFrom(String catalogue, Instant from) {
    String pressure = pressure(catalogue);
    String[] cells = pressure.split(",", -1);
    cells[VALID_TO] = from.toString();
    String before = String.join(",", cells);
    cells[VALID_TO] = "";
    cells[VALID_FROM] = from.toString();
    cells[SCALE] =
        cells[SCALE].isEmpty() ? "2" : Double.toString(Double.parseDouble(cells[SCALE]) * 2);
    cells[OFFSET] = cells[OFFSET].isEmpty() ? "0" : cells[OFFSET];
    return catalogue.replace(pressure + "\n", before + "\n" + String.join(",", cells) + "\n");
  }

  private static String pressure(String catalogue) {
    return catalogue
        .lines()
        .filter(line -> line.split(",", -1).length == COLUMNS)
        .filter(line -> line.split(",", -1)[METRIC].equals("pressure"))
        .filter(line -> line.endsWith(",,"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> addresses(String catalogue) {
    List<String> addresses = new ArrayList<>();
    catalogue.lines().skip(1).forEach(line -> addresses.add(address(line)));
    return addresses;
  }

  /** The first cell, which is quoted where it has a comma. */
  private static String address(String line) {
    return line.startsWith("\"")
        ? line.substring(1, line.indexOf('"', 1))
        : line.substring(0, line.indexOf(','));
  }

  /** The second cell; the header stays, whatever it hashes to. */
  private static String asset(String line) {
    String rest = line.substring(line.indexOf(',', address(line).length()) + 1);
    return rest.startsWith("asset,") ? "" : rest.substring(0, rest.indexOf(','));
  }

  private static String lines(String catalogue, UnaryOperator<String> change) {
    StringBuilder changed = new StringBuilder();
    catalogue.lines().forEach(line -> changed.append(change.apply(line)));
    return changed.toString();
  }
}

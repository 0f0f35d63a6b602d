package io.penstock.pipelines.plan;

import static io.penstock.pipelines.plan.CatalogueColumn.CLOCK_OFFSET;
import static io.penstock.pipelines.plan.CatalogueColumn.MAX_GAP;
import static io.penstock.pipelines.plan.CatalogueColumn.STEPPED;
import static io.penstock.pipelines.plan.CatalogueColumn.TYPE;
import static io.penstock.pipelines.plan.CatalogueColumn.UNIT;
import static io.penstock.pipelines.plan.CatalogueColumn.VALID_FROM;

import io.penstock.core.model.Binding;
import io.penstock.core.model.Calibration;
import io.penstock.core.model.Catalogue;
import io.penstock.core.model.Interpolation;
import io.penstock.core.model.Series;
import io.penstock.core.plan.Shown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Puts sound rows together to series and bindings, by the rules that concern several rows. */
final class CatalogueAssembly {
  private static final Comparator<CatalogueRow> BY_VALIDITY =
      Comparator.comparingLong(CatalogueRow::validFrom)
          .thenComparingLong(CatalogueRow::validTo)
          .thenComparingInt(CatalogueRow::line);

  private final Map<String, List<CatalogueRow>> addresses;
  private final Map<SeriesName, List<CatalogueRow>> seriesRows;

  CatalogueAssembly(List<CatalogueRow> rows) {
    addresses = grouped(rows, CatalogueRow::address);
    seriesRows = grouped(rows, SeriesName::of);
  }

  /** What a series is told by, in the order of {@link Series#BY_NAME}. */
  private record SeriesName(String asset, String metric) implements Comparable<SeriesName> {
    private static final Comparator<SeriesName> ORDER =
        Comparator.comparing(SeriesName::asset).thenComparing(SeriesName::metric);

    static SeriesName of(CatalogueRow row) {
      return new SeriesName(row.asset(), row.metric());
    }

    @Override
    public int compareTo(SeriesName other) {
      return ORDER.compare(this, other);
    }
  }

  /** The catalogue; its problems are noted in the rows' file, and without any it is sound. */
  Catalogue assembled() {
    List<Series> series = new ArrayList<>();
    seriesRows.forEach((name, rows) -> series.add(series(name, rows)));
    List<SeriesName> names = List.copyOf(seriesRows.keySet());
    Map<String, List<Binding>> bindings = new TreeMap<>();
    addresses.forEach(
        (address, rows) -> {
          revisionsAreDisjoint(rows);
          bindings.put(
              address,
              rows.stream()
                  .sorted(Comparator.comparingLong(CatalogueRow::deviceFrom))
                  .map(row -> row.binding(Collections.binarySearch(names, SeriesName.of(row))))
                  .toList());
        });
    return Catalogue.of(series, bindings);
  }

  private static <K> Map<K, List<CatalogueRow>> grouped(
      List<CatalogueRow> rows, Function<CatalogueRow, K> key) {
    return rows.stream()
        .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toUnmodifiableList()));
  }

  /** At any time an address means one thing; looked up by event time and by device time. */
  private static void revisionsAreDisjoint(List<CatalogueRow> rows) {
    boolean disjoint =
        areDisjoint(
            rows,
            CatalogueRow::validFrom,
            CatalogueRow::validTo,
            (row, other) ->
                row.cells()
                    .fault(
                        VALID_FROM,
                        "must not overlap the validity of line %d, which has the same address"
                            .formatted(other.line())));
    if (disjoint) {
      areDisjoint(
          rows,
          CatalogueRow::deviceFrom,
          CatalogueRow::deviceTo,
          (row, other) ->
              row.cells()
                  .fault(
                      CLOCK_OFFSET,
                      ("must not make this row overlap line %d, which has the same address, in the"
                              + " device's own time (valid_from and valid_to minus clock_offset)")
                          .formatted(other.line())));
    }
  }

  private interface Overlap {
    void of(CatalogueRow later, CatalogueRow earlier);
  }

  private static boolean areDisjoint(
      List<CatalogueRow> rows,
      ToLongFunction<CatalogueRow> from,
      ToLongFunction<CatalogueRow> to,
      Overlap overlap) {
    List<CatalogueRow> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparingLong(from).thenComparingInt(CatalogueRow::line));
    boolean disjoint = true;
    CatalogueRow reach = sorted.get(0);
    for (CatalogueRow row : sorted.subList(1, sorted.size())) {
      if (from.applyAsLong(row) < to.applyAsLong(reach)) {
        disjoint = false;
        boolean isLater = row.line() >= reach.line();
        overlap.of(isLater ? row : reach, isLater ? reach : row);
      }
      reach = to.applyAsLong(row) > to.applyAsLong(reach) ? row : reach;
    }
    return disjoint;
  }

  private static Series series(SeriesName name, List<CatalogueRow> rows) {
    CatalogueRow first = rows.get(0);
    for (CatalogueRow row : rows) {
      agree(row, first, TYPE, each -> SettingText.nameOf(each.type()));
      if (row.type() == first.type()) {
        agree(row, first, UNIT, CatalogueRow::unit);
        agree(row, first, STEPPED, CatalogueAssembly::stepped);
        agree(row, first, MAX_GAP, each -> each.cells().text(MAX_GAP).orElse("empty"));
      }
    }
    return new Series(
        name.asset(),
        name.metric(),
        first.type(),
        first.interpolation(),
        first.unit(),
        first.maxGapMicros(),
        calibrations(rows));
  }

  private static String stepped(CatalogueRow row) {
    return Boolean.toString(row.interpolation() == Interpolation.STEPPED);
  }

  private static void agree(
      CatalogueRow row,
      CatalogueRow first,
      CatalogueColumn column,
      Function<CatalogueRow, String> fact) {
    String expected = fact.apply(first);
    String actual = fact.apply(row);
    row.cells()
        .demand(
            actual.equals(expected),
            column,
            "must be %s as in line %d, which has the same series, but was: %s"
                .formatted(Shown.text(expected), first.line(), Shown.text(actual)));
  }

  /** Disjoint by time; rows that overlap or touch and say the same become one. */
  private static List<Calibration> calibrations(List<CatalogueRow> rows) {
    List<Calibration> merged = new ArrayList<>();
    CatalogueRow reach = rows.get(0);
    for (CatalogueRow row : rows.stream().sorted(BY_VALIDITY).toList()) {
      Calibration next = row.calibration();
      Calibration last = merged.isEmpty() ? next : merged.get(merged.size() - 1);
      if (merged.isEmpty() || next.validFromMicros() > last.validToMicros()) {
        merged.add(next);
      } else if (saysTheSame(last, next)) {
        merged.set(merged.size() - 1, until(last, next.validToMicros()));
      } else if (next.validFromMicros() == last.validToMicros()) {
        merged.add(next);
      } else if (!row.address().equals(reach.address())) {
        contradict(row, reach);
      }
      reach = row.validTo() >= reach.validTo() ? row : reach;
    }
    return merged;
  }

  private static void contradict(CatalogueRow row, CatalogueRow other) {
    boolean isLater = row.line() >= other.line();
    CatalogueRow later = isLater ? row : other;
    CatalogueRow earlier = isLater ? other : row;
    later
        .cells()
        .fault(
            VALID_FROM,
            ("must not overlap the validity of line %d, which has the same series with another"
                    + " scale, offset or range")
                .formatted(earlier.line()));
  }

  private static boolean saysTheSame(Calibration one, Calibration other) {
    return one.scale() == other.scale()
        && one.offset() == other.offset()
        && one.rangeLow() == other.rangeLow()
        && one.rangeHigh() == other.rangeHigh();
  }

  private static Calibration until(Calibration calibration, long validToMicros) {
    return new Calibration(
        calibration.validFromMicros(),
        Math.max(calibration.validToMicros(), validToMicros),
        calibration.scale(),
        calibration.offset(),
        calibration.rangeLow(),
        calibration.rangeHigh());
  }
}

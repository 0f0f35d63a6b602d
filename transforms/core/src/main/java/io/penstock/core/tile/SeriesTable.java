package io.penstock.core.tile;

import io.penstock.core.model.Calibration;
import io.penstock.core.model.Catalogue;
import io.penstock.core.model.Interpolation;
import io.penstock.core.model.Series;
import io.penstock.core.model.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The series one worker has met: the catalogue's, by their ordinals, then those that an {@code
 * unknownSeries: accept} policy let in, numbered as they came. The later numbers mean nothing
 * outside the worker, so blocks name such series in full.
 */
public final class SeriesTable {
  private final int known;
  private final List<Series> series;
  private final Map<String, Integer> accepted = new HashMap<>();

  /** A table that starts with a catalogue's series. */
  public SeriesTable(Catalogue catalogue) {
    this.known = catalogue.series().size();
    this.series = new ArrayList<>(catalogue.series());
  }

  /** Number of series from the catalogue: lower numbers are ordinals. */
  public int known() {
    return known;
  }

  /** The series with this number. */
  public Series get(int number) {
    return series.get(number);
  }

  /** Number of series, from the catalogue and let in. */
  public int size() {
    return series.size();
  }

  /** The number of a series that was let in, or -1. */
  public int find(String asset, String metric) {
    return accepted.getOrDefault(asset + '\n' + metric, -1);
  }

  /** Takes back the series that was let in last, of which no reading was passed on. */
  public void withdraw() {
    if (size() == known) {
      throw new IllegalStateException("no series was let in");
    }
    Series last = series.remove(series.size() - 1);
    accepted.remove(last.asset() + '\n' + last.metric());
  }

  /**
   * The number of a series that is not in the catalogue, adding it if it is new: a sloped number of
   * dimension one, without calibration.
   */
  public int accept(String asset, String metric) {
    return accepted.computeIfAbsent(
        asset + '\n' + metric,
        name -> {
          series.add(
              new Series(
                  asset,
                  metric,
                  ValueType.NUMBER,
                  Interpolation.SLOPED,
                  "1",
                  0,
                  List.of(Calibration.IDENTITY)));
          return series.size() - 1;
        });
  }
}

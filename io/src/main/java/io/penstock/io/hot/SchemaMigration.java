package io.penstock.io.hot;

import java.util.ArrayList;
import java.util.List;

/**
 * What bringing the hot tables up to date has done. Versions are those of the migrations, whole
 * numbers from 1.
 *
 * @param from the version that was found; 0 when there were no tables
 * @param to the version that is there now
 * @param known the newest that this program knows; less than {@code to} when a newer program has
 *     migrated
 * @param extras what became of TimescaleDB's part
 */
public record SchemaMigration(int from, int to, int known, TimescaleExtras.Result extras) {
  /** One line on the schema, and one on the extras unless the server has none. */
  public List<String> told() {
    List<String> lines = new ArrayList<>();
    lines.add(schema());
    extras.told().ifPresent(lines::add);
    return lines;
  }

  private String schema() {
    if (to > known) {
      return "schema is at %d, newer than the %d of this program: nothing done"
          .formatted(to, known);
    } else if (from == to) {
      return "schema is current, at " + to;
    } else if (from == 0) {
      return "schema was empty, is at " + to;
    }
    return "schema was at %d, is at %d".formatted(from, to);
  }
}

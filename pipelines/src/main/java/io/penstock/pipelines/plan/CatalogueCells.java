package io.penstock.pipelines.plan;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One row of a catalogue as texts, whatever kind of file it stands in.
 *
 * @param file where its problems go
 * @param line where it starts
 * @param path what its problems' paths start with: nothing, or {@code [3].}
 * @param cells the cells that are not empty
 * @param faulty columns whose problem is noted already
 */
record CatalogueCells(
    SettingsFile file,
    int line,
    String path,
    Map<CatalogueColumn, String> cells,
    Set<CatalogueColumn> faulty) {

  Optional<String> text(CatalogueColumn column) {
    return Optional.ofNullable(cells.get(column));
  }

  /** The meaning of a cell; {@code fallback} when it is empty, or faulty and noted. */
  <T> T value(CatalogueColumn column, SettingText.Meaning<T> meaning, T fallback) {
    Optional<String> text = text(column);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      return meaning.of(text.get());
    } catch (BadSetting bad) {
      fault(column, bad.problem());
      return fallback;
    }
  }

  void fault(CatalogueColumn column, String message) {
    if (!faulty.contains(column)) {
      file.fault(line, path + column.header(), message);
    }
  }

  /** Notes a problem when a demand does not hold. */
  void demand(boolean holds, CatalogueColumn column, String message) {
    if (!holds) {
      fault(column, message);
    }
  }
}

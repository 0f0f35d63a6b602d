package io.penstock.pipelines.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** A catalogue as a YAML list of mappings, whose keys are the columns. */
final class YamlCatalogue {
  private YamlCatalogue() {}

  static List<CatalogueCells> rows(String yaml, SettingsFile file) {
    List<CatalogueCells> rows = new ArrayList<>();
    Optional<Node> root = YamlText.root(yaml, file);
    if (root.isPresent()) {
      List<Node> items = YamlMap.items(root.get(), "", file);
      for (int i = 0; i < items.size(); i++) {
        String path = "[" + i + "]";
        rows.add(row(YamlMap.of(items.get(i), path, CatalogueColumn.headers(), file), path, file));
      }
    }
    return rows;
  }

  private static CatalogueCells row(YamlMap map, String path, SettingsFile file) {
    Map<CatalogueColumn, String> cells = new EnumMap<>(CatalogueColumn.class);
    Set<CatalogueColumn> faulty = EnumSet.noneOf(CatalogueColumn.class);
    for (CatalogueColumn column : CatalogueColumn.values()) {
      if (map.has(column.header())) {
        cell(map, column)
            .ifPresentOrElse(cell -> cells.put(column, cell), () -> faulty.add(column));
      }
    }
    return new CatalogueCells(file, map.line(), path + ".", cells, faulty);
  }

  private static Optional<String> cell(YamlMap map, CatalogueColumn column) {
    return switch (column.kind()) {
      case TEXT -> map.value(column.header(), any -> any);
      case NUMBER -> map.number(column.header(), any -> any);
      case TRUTH -> map.truth(column.header());
    };
  }
}

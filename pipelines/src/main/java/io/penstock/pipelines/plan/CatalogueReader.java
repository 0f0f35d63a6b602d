package io.penstock.pipelines.plan;

import io.penstock.core.model.Catalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a catalogue: a CSV file with a header, or a YAML list described by {@code
 * docs/schema/catalogue.schema.json}. Each row says what an address means; rows of one address are
 * revisions with disjoint validity.
 */
public final class CatalogueReader {
  private final UnitResolver units;

  /** A reader that asks for unit conversions. */
  public CatalogueReader(UnitResolver units) {
    this.units = units;
  }

  /**
   * The catalogue in a file.
   *
   * @throws PlanInvalid with all its problems, when there is any
   */
  public Catalogue read(Path path) throws PlanInvalid {
    List<LocatedProblem> problems = new ArrayList<>();
    try {
      Catalogue catalogue = read(path, problems);
      if (problems.isEmpty()) {
        return catalogue;
      }
    } catch (BadSetting unreadable) {
      SettingsFile file = new SettingsFile(path.toString());
      file.fault(1, unreadable.problem());
      problems.addAll(file.problems());
    }
    throw new PlanInvalid(problems);
  }

  /**
   * What can be read of the catalogue in a file; problems are added to a list.
   *
   * @throws BadSetting when the file itself cannot be read
   */
  Catalogue read(Path path, List<LocatedProblem> problems) throws BadSetting {
    String name = path.toString();
    boolean csv = name.endsWith(".csv");
    if (!csv && !name.endsWith(".yaml") && !name.endsWith(".yml")) {
      throw SettingText.bad("must end in .csv, .yaml or .yml", name);
    }
    SettingsFile file = new SettingsFile(name);
    String text = TextFile.read(path);
    List<CatalogueCells> cells =
        csv ? CsvCatalogue.rows(text, file) : YamlCatalogue.rows(text, file);
    Catalogue catalogue = new CatalogueAssembly(soundRows(cells, file)).assembled();
    problems.addAll(file.problems());
    return catalogue;
  }

  /** The rows without a problem of their own: only they are compared with each other. */
  private List<CatalogueRow> soundRows(List<CatalogueCells> cells, SettingsFile file) {
    CatalogueRowReader reader = new CatalogueRowReader(units);
    List<CatalogueRow> sound = new ArrayList<>();
    for (CatalogueCells each : cells) {
      int before = file.problemCount();
      CatalogueRow row = reader.read(each);
      if (file.problemCount() == before && each.faulty().isEmpty()) {
        sound.add(row);
      }
    }
    return sound;
  }
}

package io.penstock.pipelines.plan;

import io.penstock.core.model.Catalogue;
import io.penstock.core.plan.Margins;
import io.penstock.core.plan.Plan;
import io.penstock.core.plan.PlanCheck;
import io.penstock.core.unit.BadUnit;
import io.penstock.core.unit.UcumUnits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a plan and its catalogue, and checks both. The format is YAML 1.2; {@code
 * docs/schema/plan.schema.json} describes it.
 */
public final class PlanReader {
  private static final int DEFAULT_EPOCH = 1;

  private final UnitResolver units;

  /** A reader that asks for unit conversions. */
  public PlanReader(UnitResolver units) {
    this.units = units;
  }

  /** A reader that knows the units of UCUM. */
  public static PlanReader create() {
    return new PlanReader(
        (from, to) -> {
          try {
            return UcumUnits.between(from, to);
          } catch (BadUnit fault) {
            throw new UnitResolver.UnresolvedUnit(fault.detail());
          }
        });
  }

  /**
   * The plan in a file, with every path in it resolved against the file's folder.
   *
   * @throws PlanInvalid with all problems of the plan and its catalogue, when there is any
   */
  public Plan read(Path planFile) throws PlanInvalid {
    SettingsFile file = new SettingsFile(planFile.toString());
    Optional<Node> root = root(planFile, file);
    if (root.isEmpty()) {
      throw new PlanInvalid(file.problems());
    }
    YamlMap map = YamlMap.of(root.get(), "", Section.PLAN.keys(), file);
    List<LocatedProblem> catalogueProblems = new ArrayList<>();
    Catalogue catalogue = catalogue(map, planFile, catalogueProblems);
    if (!catalogueProblems.isEmpty()) {
      file.unusable("catalogue");
    }
    Plan plan = plan(map, planFile, catalogue);
    PlanCheck.check(plan).forEach(file::found);
    List<LocatedProblem> problems = new ArrayList<>(file.problems());
    problems.addAll(catalogueProblems);
    if (!problems.isEmpty()) {
      throw new PlanInvalid(problems);
    }
    return plan;
  }

  private static Optional<Node> root(Path planFile, SettingsFile file) {
    try {
      return YamlText.root(TextFile.read(planFile), file);
    } catch (BadSetting unreadable) {
      file.fault(1, unreadable.problem());
      return Optional.empty();
    }
  }

  private Catalogue catalogue(YamlMap map, Path planFile, List<LocatedProblem> problems) {
    String name = map.requiredText("catalogue");
    if (!name.isEmpty()) {
      try {
        return new CatalogueReader(units).read(planFile.resolveSibling(name), problems);
      } catch (BadSetting bad) {
        map.fault("catalogue", bad.problem());
      }
    }
    return Catalogue.of(List.of(), Map.of());
  }

  private Plan plan(YamlMap map, Path planFile, Catalogue catalogue) {
    TimeSection time = TimeSection.of(map.mapOrEmpty("time", Section.TIME));
    map.require("sources");
    Path folder = planFile.toAbsolutePath().normalize().resolveSibling("");
    SourceSection sources = new SourceSection(folder, new FormatSection(time, units));
    Plan plan =
        new Plan(
            map.requiredText("plan"),
            map.<Integer>number("epoch", SettingText::integer).orElse(DEFAULT_EPOCH),
            map.maps("sources", Section.SOURCE).stream().map(sources::read).toList(),
            catalogue,
            time.plan(),
            DatasetSections.measurements(map.mapOrEmpty("measurements", Section.MEASUREMENTS)),
            map.maps("features", Section.FEATURE).stream().map(DatasetSections::feature).toList(),
            DatasetSections.archive(map.mapOrEmpty("archive", Section.ARCHIVE)),
            map.<Double>number("maxAmplification", SettingText::number)
                .orElse(Plan.DEFAULT_MAX_AMPLIFICATION),
            DatasetSections.live(map.mapOrEmpty("live", Section.LIVE)));
    return time.hasSettle() ? plan : settled(plan, time);
  }

  /** The watermark has to settle for at least the look-ahead; by default it just does. */
  private static Plan settled(Plan plan, TimeSection time) {
    long settle = Math.max(time.plan().settleMicros(), Margins.longestLookAhead(plan));
    return new Plan(
        plan.name(),
        plan.epoch(),
        plan.sources(),
        plan.catalogue(),
        time.withSettle(settle),
        plan.measurements(),
        plan.features(),
        plan.archive(),
        plan.maxAmplification(),
        plan.live());
  }
}

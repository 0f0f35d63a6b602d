package io.penstock.pipelines.plan;

import io.penstock.core.unit.UnitConversion;
import io.penstock.pipelines.plan.UnitResolver.UnresolvedUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The plans under {@code testdata/plans} and a reader that knows the few units in them. */
final class PlanFiles {
  static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("penstock.root")));
  static final Path GOOD = ROOT.resolve("testdata/plans");
  static final Path BROKEN = GOOD.resolve("broken");

  private static final Map<String, UnitConversion> TO_BASE =
      Map.of(
          "1", new UnitConversion(1, 0),
          "%", new UnitConversion(0.01, 0),
          "kPa", new UnitConversion(1000, 0),
          "bar", new UnitConversion(100_000, 0),
          "m3/h", new UnitConversion(1 / 3600.0, 0),
          "m", new UnitConversion(1, 0));

  private static final Map<String, String> DIMENSIONS =
      Map.of("1", "1", "%", "1", "kPa", "Pa", "bar", "Pa", "m3/h", "m3/s", "m", "m");

  private PlanFiles() {}

  static PlanReader reader() {
    return new PlanReader(PlanFiles::between);
  }

  static Stream<Path> good() throws IOException {
    return plans(GOOD).stream().filter(path -> !path.endsWith("catalogue.yaml"));
  }

  static Stream<Path> broken() throws IOException {
    return plans(BROKEN).stream().filter(path -> !path.toString().endsWith("-rows.yaml"));
  }

  private static List<Path> plans(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  /** Stands in for UCUM: degrees and the units of {@link #TO_BASE}. */
  static UnitConversion between(String from, String to) throws UnresolvedUnit {
    List<String> degrees = List.of("Cel", "[degF]");
    if (degrees.contains(from) && degrees.contains(to)) {
      return from.equals(to)
          ? UnitConversion.IDENTITY
          : new UnitConversion(
              from.equals("Cel") ? 1.8 : 1 / 1.8, from.equals("Cel") ? 32 : -32 / 1.8);
    }
    if (degrees.contains(from) || degrees.contains(to)) {
      throw new UnresolvedUnit("not the same dimension");
    }
    UnitConversion base = TO_BASE.get(from);
    UnitConversion target = TO_BASE.get(to);
    if (base == null || target == null) {
      throw new UnresolvedUnit("no UCUM unit: " + (base == null ? from : to));
    }
    if (!Objects.equals(DIMENSIONS.get(from), DIMENSIONS.get(to))) {
      throw new UnresolvedUnit("not the same dimension");
    }
    return new UnitConversion(base.factor() / target.factor(), 0);
  }
}

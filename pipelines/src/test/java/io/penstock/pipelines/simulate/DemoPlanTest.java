package io.penstock.pipelines.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.penstock.core.feature.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The shape alone: whether a plan is sound is for the plan reader's own tests. */
class DemoPlanTest {
  private final Path folder;

  DemoPlanTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void everySourceOfThePlanHasItsFiles() throws IOException {
    Path plant = folder.resolve("plant");
    PlantSimulation.DEMO.withDuration(Duration.ofMinutes(1)).writeTo(plant);

    Object plan = yaml(Files.readString(plant.resolve(PlantSimulation.PLAN)));

    List<String> files = new Simulated(plant).messageFiles();
    List<?> sources = list(plan, "sources");
    assertThat(sources).hasSameSizeAs(Source.values());
    for (Object source : sources) {
      String name = (String) ((Map<?, ?>) source).get("name");
      assertThat(files).anyMatch(file -> file.startsWith("in/" + name + "/"));
      assertThat(list(source, "files"))
          .allMatch(glob -> ((String) glob).startsWith("in/" + name + "/*."));
    }
  }

  @Test
  void everyFeatureOfThePlansIsOne() {
    Set<String> columns = new HashSet<>();
    Arrays.stream(Feature.values()).forEach(feature -> columns.add(feature.column()));
    for (String yaml : List.of(DemoPlan.YAML, BulkPlan.YAML)) {
      for (Object group : list(yaml(yaml), "features")) {
        assertThat(columns).containsAll(strings(list(group, "compute")));
      }
    }
  }

  /** An address may have two rows only where one ends as the other begins. */
  @Test
  void theCatalogueHasEverySeriesOnce() throws IOException {
    Path plant = folder.resolve("plant");
    PlantSimulation.DEMO.withDuration(Duration.ofMinutes(1)).writeTo(plant);

    Set<String> seen = new HashSet<>();
    int revisions = 0;
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(plant.resolve(PlantSimulation.CATALOGUE))) {
      for (NamedCsvRecord row : rows) {
        assertThat(row.getFieldCount()).isEqualTo(16);
        assertThat(row.getField("asset").split("/")).hasSize(5);
        if (!seen.add(row.getField("address"))) {
          revisions++;
          assertThat(row.getField("valid_from")).isEqualTo("2026-01-05T06:00:30Z");
        }
      }
    }
    assertThat(revisions).isEqualTo(1);
    assertThat(seen).contains("lp/oven,device=ovn-01,line=curing/temperature");
  }

  private static Object yaml(String text) {
    return new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  private static List<?> list(Object map, String key) {
    return (List<?>) Objects.requireNonNull(((Map<?, ?>) map).get(key), key);
  }

  private static List<String> strings(List<?> list) {
    return list.stream().map(String.class::cast).toList();
  }
}

package io.penstock.pipelines.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.penstock.core.model.Binding;
import io.penstock.core.model.Calibration;
import io.penstock.core.model.Catalogue;
import io.penstock.core.model.Interpolation;
import io.penstock.core.model.Series;
import io.penstock.core.model.ValueType;
import io.penstock.core.time.Micros;
import io.penstock.core.unit.UnitConversion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueReaderTest {
  private static final long MARCH = Micros.of(Instant.parse("2026-03-01T00:00:00Z"));
  private static final long HOUR = 3_600_000_000L;

  @SuppressWarnings("NullAway.Init") // by JUnit
  @TempDir
  Path folder;

  @Test
  void anEmptyCellTakesItsDefault() throws IOException, PlanInvalid {
    Catalogue catalogue = read("address,asset,metric", "gw/1,a/b/c/d/e,m");
    assertThat(catalogue.series())
        .containsExactly(
            new Series(
                "a/b/c/d/e",
                "m",
                ValueType.NUMBER,
                Interpolation.SLOPED,
                "1",
                0,
                List.of(Calibration.IDENTITY)));
    assertThat(bindings(catalogue, "gw/1"))
        .containsExactly(
            new Binding(0, Long.MIN_VALUE, Long.MAX_VALUE, 0, "1", UnitConversion.IDENTITY));
  }

  @Test
  void everyColumnMeansSomething() throws IOException, PlanInvalid {
    Catalogue catalogue =
        read(
            "valid_to,valid_from,max_gap,period,stepped,high,low,clock_offset,offset,scale,unit,"
                + "source_unit,type,metric,asset,address",
            "2026-03-01T01:00:00Z,2026-03-01T00:00:00Z,PT5S,PT1S,true,9,-1,PT-1H,0.5,2,bar,kPa,"
                + "number,m,a/b/c/d/e,gw/1");
    assertThat(catalogue.series())
        .containsExactly(
            new Series(
                "a/b/c/d/e",
                "m",
                ValueType.NUMBER,
                Interpolation.STEPPED,
                "bar",
                5_000_000,
                List.of(new Calibration(MARCH, MARCH + HOUR, 2, 0.5, -1, 9))));
    assertThat(bindings(catalogue, "gw/1"))
        .containsExactly(
            new Binding(
                0, MARCH + HOUR, MARCH + 2 * HOUR, -HOUR, "kPa", new UnitConversion(0.01, 0)));
  }

  @Test
  void booleansAndTextAreStepped() throws IOException, PlanInvalid {
    Catalogue catalogue =
        read("address,asset,metric,type", "gw/1,a/b/c/d/e,m,boolean", "gw/2,a/b/c/d/e,n,text");
    assertThat(catalogue.series())
        .extracting(Series::interpolation)
        .containsOnly(Interpolation.STEPPED);
  }

  @Test
  void aSourceUnitWithoutAUnitIsKept() throws IOException, PlanInvalid {
    Catalogue catalogue = read("address,asset,metric,source_unit", "gw/1,a/b/c/d/e,m,bar");
    assertThat(catalogue.series().get(0).unit()).isEqualTo("bar");
  }

  /** Design 3, step 3: the clock offset is looked up at the device's own time. */
  @Test
  void revisionsHoldByTheDevicesOwnTime() throws IOException, PlanInvalid {
    Catalogue catalogue =
        read(
            "address,asset,metric,clock_offset,valid_from,valid_to",
            "gw/1,a/b/c/d/e,m,,2026-03-01T00:00:00Z,",
            "gw/1,a/b/c/d/e,m,PT1H,,2026-03-01T00:00:00Z");
    int address = find(catalogue, "gw/1");
    assertThat(catalogue.bindingAt(address, MARCH - HOUR - 1)).isZero();
    assertThat(catalogue.bindingAt(address, MARCH - HOUR)).isEqualTo(-1);
    assertThat(catalogue.bindingAt(address, MARCH)).isOne();
  }

  @Test
  void calibrationsThatSayTheSameBecomeOne() throws IOException, PlanInvalid {
    Catalogue catalogue =
        read(
            "address,asset,metric,scale,valid_from,valid_to",
            "gw/1,a/b/c/d/e,m,2,,2026-03-01T00:00:00Z",
            "gw/2,a/b/c/d/e,m,2,,",
            "gw/3,a/b/c/d/e,n,2,,2026-03-01T00:00:00Z",
            "gw/3,a/b/c/d/e,n,3,2026-03-01T00:00:00Z,");
    assertThat(catalogue.series().get(0).calibrations())
        .extracting(Calibration::validFromMicros, Calibration::validToMicros, Calibration::scale)
        .containsExactly(tuple(Long.MIN_VALUE, Long.MAX_VALUE, 2.0));
    assertThat(catalogue.series().get(1).calibrations())
        .extracting(Calibration::validFromMicros, Calibration::scale)
        .containsExactly(tuple(Long.MIN_VALUE, 2.0), tuple(MARCH, 3.0));
  }

  @Test
  void theOrderOfRowsMeansNothing() throws IOException, PlanInvalid {
    String header = "address,asset,metric,valid_from,valid_to";
    List<String> rows =
        List.of(
            "gw/2,a/b/c/d/f,m,,",
            "gw/1,a/b/c/d/e,m,,2026-03-01T00:00:00Z",
            "gw/3,a/b/c/d/e,m,2026-03-01T00:00:00Z,");
    Catalogue forward = read(header, rows.get(0), rows.get(1), rows.get(2));
    Catalogue backward = read(header, rows.get(2), rows.get(1), rows.get(0));
    assertThat(backward.series()).isEqualTo(forward.series());
    for (int address = 0; address < forward.size(); address++) {
      assertThat(backward.address(address)).isEqualTo(forward.address(address));
      assertThat(backward.bindings(address)).isEqualTo(forward.bindings(address));
    }
  }

  /** RFC 4180, 2.6 and 2.7: a quoted cell may hold commas, quotes and line breaks. */
  @Test
  void quotedCellsKeepTheirLine() throws IOException, PlanInvalid {
    Catalogue catalogue =
        read("address,asset,metric", "\"gw,\"\"1\"\"\",a/b/c/d/e,m", "", "gw/2,a/b/c/d/e,n");
    assertThat(catalogue.address(0)).isEqualTo("gw,\"1\"");
    assertThat(catalogue.size()).isEqualTo(2);
  }

  @Test
  void yamlSaysTheSameAsCsv() throws PlanInvalid {
    CatalogueReader reader = new CatalogueReader(PlanFiles::between);
    Catalogue csv = reader.read(PlanFiles.GOOD.resolve("catalogue.csv"));
    Catalogue yaml = reader.read(PlanFiles.GOOD.resolve("catalogue.yaml"));
    assertThat(yaml.series()).containsAll(csv.series());
    for (int address = 0; address < csv.size(); address++) {
      List<Binding> other = bindings(yaml, csv.address(address));
      assertThat(other).hasSize(1);
      Binding binding = csv.bindings(address).get(0);
      assertThat(yaml.series().get(other.get(0).series()))
          .isEqualTo(csv.series().get(binding.series()));
      assertThat(other.get(0).conversion()).isEqualTo(binding.conversion());
    }
  }

  private Catalogue read(String... lines) throws IOException, PlanInvalid {
    Path file = folder.resolve("catalogue.csv");
    Files.write(file, List.of(lines));
    return new CatalogueReader(PlanFiles::between).read(file);
  }

  private static int find(Catalogue catalogue, String address) {
    byte[] utf8 = address.getBytes(StandardCharsets.UTF_8);
    return catalogue.find(utf8, 0, utf8.length);
  }

  private static List<Binding> bindings(Catalogue catalogue, String address) {
    return catalogue.bindings(find(catalogue, address));
  }
}

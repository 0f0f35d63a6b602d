package io.penstock.core.decode.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.SharedData;
import io.penstock.core.decode.DecodedFile;
import io.penstock.core.decode.GoldenCases;
import io.penstock.core.decode.TextFormats;
import io.penstock.core.quality.Quality;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whole files of real plants; expected figures are those measured by others on the same files. */
class RealCsvTest {
  /** Campbell TOA5: names in line 2, units in line 3; local standard time, or UTC with a Z. */
  private static final String TOA5 =
      """
      {"headerLines": 4, "namesLine": 2, "unitsLine": 3,
       "time": ["TIMESTAMP"], "ignore": ["RECORD"],
       "missing": ["NAN", "NA", "-9999", "-99999"],
       "unitAliases": {"C": "Cel", "Deg C": "Cel", "Volts": "V", "mmHg": "mm[Hg]",
                       "Torr": "mm[Hg]", "PSI": "[psi]", "%Sat": "%", "PSU": "", "pH": "[pH]",
                       "ppt": "[ppth]", "ohm-cm": "Ohm.cm", "ORP- mV": "mV",
                       "meters/second": "m/s", "kilometers": "km", "degrees": "deg", "Deg": "deg",
                       "mmol/m^2second": "mmol/m2/s", "micromols/s/m^2": "umol/m2/s",
                       "W/m^2": "W/m2", "MJ/m^2": "MJ/m2", "count": ""},
       "timestamps": {"zone": "-05:00"}}
      """;

  private static final String AIR_QUALITY =
      """
      {"delimiter": ";", "decimalSign": ",",
       "time": ["Date", "Time"], "missing": ["-200"],
       "timestamps": {"patterns": ["dd/MM/yyyy HH.mm.ss"], "zone": "+01:00"}}
      """;

  private static final String OCCUPANCY =
      """
      {"namesLine": 0,
       "columns": ["row", "date", "Temperature", "Humidity", "Light", "CO2", "HumidityRatio",
                   "Occupancy"],
       "time": ["date"], "ignore": ["row"],
       "timestamps": {"zone": "Europe/Brussels"}}
      """;

  private static final String STEEL =
      """
      {"time": ["date"], "ignore": ["NSM", "WeekStatus", "Day_of_week"],
       "timestamps": {"patterns": ["d/M/yyyy H:mm"], "zone": "Asia/Seoul", "midnight": "end_of_day"}}
      """;

  @Test
  void readsEveryRowOfTheLoggerTables() throws IOException {
    List<String> expected = new ArrayList<>();
    List<String> read = new ArrayList<>();
    for (String line : Files.readAllLines(SharedData.path("compass_loggers/expected_dedup.csv"))) {
      String[] cells = line.split(",", 5);
      if (cells[0].equals("logger_table")) {
        continue;
      }
      DecodedFile table =
          DecodedFile.of(csv(TOA5), DecodedFile.files("compass_loggers", cells[0] + "_"));
      assertThat(table.faults).as(cells[0]).isEmpty();
      expected.add(cells[0] + " rows " + cells[2] + " times " + cells[3]);
      read.add(cells[0] + " rows " + table.lines + " times " + table.distinctTimes());
    }

    assertThat(read).isEqualTo(expected);
    assertThat(read)
        .contains(
            "Compass_MSM_Buoy_CheckTable rows 78597 times 49714",
            "PNNL_13_WaterLevel600 rows 130315 times 122210");
  }

  /** NAN, NA, blank cells, and the sentinels -9999 and -99999. */
  @Test
  void findsTheMissingCellsOfTheLoggerTables() throws IOException {
    Map<String, Integer> expected =
        Map.of(
            "PNNL_13_WaterLevel600_", 66_547 + 8_136,
            "COMPASS_GCW_TR_432_TerosTableB_", 1_120,
            "COMPASS_GCW_W_431_ClimaVue50_15min_", 61_313,
            "Compass_PTR_TR_312_WaterLevel600B_", 60_075);
    Map<String, Integer> found = new HashMap<>();
    for (String table : expected.keySet()) {
      DecodedFile file = DecodedFile.of(csv(TOA5), DecodedFile.files("compass_loggers", table));
      assertThat(file.noValues).containsOnlyKeys(Quality.BAD_NO_DATA);
      found.put(table, file.noValueCount());
    }

    assertThat(found).isEqualTo(expected);
  }

  @Test
  void readsTheUnitsOfALoggerTable() throws IOException {
    DecodedFile table =
        DecodedFile.of(csv(TOA5), DecodedFile.files("compass_loggers", "PNNL_13_WaterLevel600_"));

    assertThat(table.units)
        .containsExactlyInAnyOrder(
            "", "mm[Hg]", "Cel", "uS/cm", "[ppth]", "g/cm3", "Ohm.cm", "[pH]", "mV", "mg/L", "%",
            "[psi]", "cm", "V");
  }

  /** Decimal commas, two trailing columns without a name, 114 blank rows at the end. */
  @Test
  void readsAirQuality() throws IOException {
    DecodedFile file =
        DecodedFile.of(csv(AIR_QUALITY), List.of("uci_air_quality/AirQualityUCI.csv.gz"));

    assertThat(file.faults).isEmpty();
    assertThat(file.lines).isEqualTo(9_357);
    assertThat(file.values + file.noValueCount()).isEqualTo(121_641);
    assertThat(file.noValueCount()).isEqualTo(16_701);
    assertThat(file.addresses).hasSize(13).contains("CO(GT)", "AH");
    assertThat(steps(file)).containsOnly(3_600_000_000L);
  }

  /** The header lacks the name of the first column, so the plan names them. */
  @Test
  void readsOccupancy() throws IOException {
    DecodedFile file = DecodedFile.of(csv(OCCUPANCY), DecodedFile.files("uci_occupancy", "data"));

    assertThat(file.faults).isEmpty();
    assertThat(file.lines).isEqualTo(20_560);
    assertThat(file.distinctTimes()).isEqualTo(20_560);
    assertThat(file.values).isEqualTo(20_560 * 6);
  }

  /**
   * A day's last interval is stamped with the same day's 0:00; read so, file order is time order.
   */
  @Test
  void readsSteelEnergyInOrder() throws IOException {
    DecodedFile file =
        DecodedFile.of(csv(STEEL), List.of("uci_steel_energy/Steel_industry_data.csv.gz"));

    assertThat(file.faults).isEmpty();
    assertThat(file.lines).isEqualTo(35_040);
    assertThat(file.noValueCount()).isZero();
    assertThat(file.addresses).contains("Usage_kWh", "CO2(tCO2)", "Load_Type").hasSize(7);
    assertThat(steps(file)).containsOnly(900_000_000L);
  }

  private static List<Long> steps(DecodedFile file) {
    return IntStream.range(1, file.times.size())
        .mapToObj(i -> file.times.get(i) - file.times.get(i - 1))
        .distinct()
        .toList();
  }

  private static CsvFormat csv(String json) {
    return TextFormats.csv(GoldenCases.json(json));
  }
}

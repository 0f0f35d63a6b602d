package io.penstock.core.decode.keyvalue;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.SharedData;
import io.penstock.core.decode.DecodedFile;
import io.penstock.core.decode.GoldenCases;
import io.penstock.core.decode.Reason;
import io.penstock.core.decode.TextFormats;
import io.penstock.core.quality.Quality;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Logs of real machine tools; expected figures are those measured by others on the same files. */
class RealKeyValueTest {
  private static final String NIST =
      """
      {"layout": "one_pair", "unavailable": ["UNAVAILABLE"]}
      """;

  private static final String OKUMA =
      """
      {"conditions": ["system", "*_cond"], "unavailable": ["UNAVAILABLE"], "comment": "*"}
      """;

  /** Three precisions of time in one machine's files, conditions beside plain values. */
  @Test
  void readsEveryLineOfTheNistMachines() throws IOException {
    int unavailable = 0;
    for (String line :
        Files.readAllLines(SharedData.path("nist_machine_tools/expected_dedup.csv"))) {
      String[] cells = line.split(",");
      if (cells[0].equals("machine")) {
        continue;
      }
      DecodedFile machine =
          DecodedFile.of(
              TextFormats.keyValue(GoldenCases.json(NIST)),
              DecodedFile.files("nist_machine_tools/" + cells[0], cells[0]));
      assertThat(machine.faults).as(cells[0]).isEmpty();
      assertThat(machine.lines).as(cells[0]).isEqualTo(Integer.parseInt(cells[2]));
      assertThat(machine.values + machine.noValueCount())
          .as(cells[0])
          .isEqualTo(Integer.parseInt(cells[7]) + Integer.parseInt(cells[8]));
      assertThat(machine.addresses).as(cells[0]).hasSize(Integer.parseInt(cells[9]));
      assertThat(machine.noValues).containsOnlyKeys(Quality.BAD_NO_COMMUNICATION);
      unavailable += machine.noValueCount();
    }
    assertThat(unavailable).isEqualTo(67_154);
  }

  /**
   * Of 10,770 lines 9 are protocol lines, 152 asset commands and 236 lines of asset documents; the
   * rest are readings.
   */
  @Test
  void readsTheOkumaAdapterLog() throws IOException {
    DecodedFile log =
        DecodedFile.of(
            TextFormats.keyValue(GoldenCases.json(OKUMA)),
            List.of("mtconnect_okuma_shdr/okuma.txt.gz"));

    assertThat(log.faults).isEqualTo(Map.of(Reason.BAD_SYNTAX, 152 + 236));
    assertThat(log.lines).isEqualTo(10_525 - 152);
    assertThat(log.addresses).contains("system", "BarFeederSystem1_cond", "Z1actm", "p1LPathPos");
  }
}

package io.penstock.core.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.penstock.core.SharedData;
import io.penstock.core.model.Interpolation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * OPC UA Part 13, TimeAverage: the OPC Foundation's own example values, for intervals that lie
 * inside the data. Bad readings are never admitted, Uncertain ones only where the example treats
 * them as good.
 */
class OpcUaTimeAverageTest {
  private static final String FOLDER = "vectors_opcua_aggregates/";

  @Test
  void timeAverageIsThatOfTheOpcFoundation() throws IOException {
    List<String[]> raw = rows("raw_values.csv");
    int compared = 0;
    for (String[] row : rows("expected_values.csv")) {
      if (!row[1].equals("TimeAverage") || row[9].isEmpty()) {
        continue;
      }
      Window window = window(raw, row[0], row[4], micros(row[8]), Long.parseLong(row[2]) * 1000);
      if (reachesBeyondTheData(window)) {
        continue;
      }
      Interpolation interpolation =
          row[3].equals("true") ? Interpolation.STEPPED : Interpolation.SLOPED;
      assertThat(Windows.compute(Feature.TWA, window, interpolation))
          .as(String.join(" ", row))
          .isCloseTo(Double.parseDouble(row[9]), within(5.1e-5)); // four decimals are published
      compared++;
    }
    System.out.printf("OPC UA TimeAverage: %d values compared%n", compared);
    assertThat(compared).isEqualTo(67);
  }

  private static boolean reachesBeyondTheData(Window window) {
    boolean startKnown =
        window.before >= 0
            || (window.size() > 0 && window.times[window.from] == window.startMicros);
    return !startKnown || window.after < 0;
  }

  private static Window window(
      List<String[]> raw, String dataset, String uncertainAsBad, long start, long length) {
    List<String[]> admitted = new ArrayList<>();
    for (String[] row : raw) {
      boolean good = row[3].startsWith("Good");
      boolean uncertain = row[3].startsWith("Uncertain") && uncertainAsBad.equals("false");
      if (row[0].equals(dataset) && (good || uncertain)) {
        admitted.add(row);
      }
    }
    long[] times = admitted.stream().mapToLong(row -> micros(row[1])).toArray();
    double[] values = admitted.stream().mapToDouble(row -> Double.parseDouble(row[2])).toArray();
    return Windows.of(start, start + length, times, values);
  }

  private static long micros(String seconds) {
    return Math.round(Double.parseDouble(seconds) * 1e6);
  }

  private static List<String[]> rows(String file) throws IOException {
    return Files.readAllLines(SharedData.path(FOLDER + file), UTF_8).stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .toList();
  }
}

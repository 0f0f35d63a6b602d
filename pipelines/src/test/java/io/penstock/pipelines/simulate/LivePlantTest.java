package io.penstock.pipelines.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.plan.Plan;
import io.penstock.io.object.Sha256;
import io.penstock.pipelines.plan.PlanReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivePlantTest {
  private static final PlantSimulation SMALL =
      PlantSimulation.LIVE.withDuration(Duration.ofSeconds(10)).withAssets(12);

  @Test
  void theLedgerIsCompleteBeforeTheFirstMessage(@TempDir Path folder) throws Exception {
    LivePlant plant = LivePlant.prepare(SMALL, folder.resolve("plant"));
    List<String> ledger = ledger(folder.resolve("plant"));
    List<LivePlant.Sending> sent = sent(plant);

    assertThat(ledger).hasSize(Math.toIntExact(plant.summary().total().received()));
    assertThat(sent).hasSize(Math.toIntExact(plant.summary().total().messages()));
    assertThat(sent).extracting(LivePlant.Sending::dueMicros).isSorted();
    assertThat(sent)
        .extracting(LivePlant.Sending::dueMicros)
        .allSatisfy(due -> assertThat(due).isLessThanOrEqualTo(SMALL.endMicros()));
  }

  /** A line of the ledger names its message by the number of the source's messages. */
  @Test
  void everyMessageIsInTheLedgerUnderItsNumber(@TempDir Path folder) throws Exception {
    LivePlant plant = LivePlant.prepare(SMALL, folder.resolve("plant"));
    List<String> ledger = ledger(folder.resolve("plant"));
    Map<String, Integer> numbers = new TreeMap<>();
    for (LivePlant.Sending sending : sent(plant)) {
      String source = sending.topic().split("/", -1)[1];
      int number = numbers.merge(source, 1, Integer::sum);
      if (source.equals("gateway") && number % 25 == 0) {
        String place = "\"file\":\"mqtt/gateway\",\"line\":" + number + ",";
        String device = sending.topic().split("/", -1)[2];
        assertThat(ledger)
            .filteredOn(line -> line.contains(place))
            .singleElement()
            .asString()
            .contains(device);
      }
    }
    assertThat(numbers).containsOnlyKeys("gateway", "wide", "lineprotocol", "senml", "shdr");
  }

  @Test
  void thePlanBeforeItIsSoundAndEverySourceHasItsTopic(@TempDir Path folder) throws Exception {
    LivePlant.prepare(SMALL, folder.resolve("plant"));

    Plan plan = PlanReader.create().read(folder.resolve("plant").resolve(PlantSimulation.PLAN));

    assertThat(plan.sources())
        .allSatisfy(
            source -> {
              assertThat(source.mqtt().filters())
                  .containsExactly(LiveDemoPlan.TOPIC_ROOT + "/" + source.name() + "/#");
              assertThat(source.mqtt().kafkaTopic()).isEqualTo("demo-" + source.name());
              assertThat(source.kafka().topic()).isEqualTo("demo-" + source.name());
            });
  }

  @Test
  void everyMessageIsWrittenDownByContentBeforeItIsSent(@TempDir Path folder) throws Exception {
    LivePlant plant = LivePlant.prepare(SMALL, folder.resolve("plant"));
    List<String> written = new ArrayList<>();
    MessageLedger.read(
        folder.resolve("plant").resolve(PlantSimulation.MESSAGES),
        entry -> written.add(entry.topic() + " " + entry.sha256()));

    assertThat(written)
        .containsExactlyElementsOf(
            sent(plant).stream()
                .map(sending -> sending.topic() + " " + Sha256.of(sending.payload()))
                .toList());
  }

  private static List<LivePlant.Sending> sent(LivePlant plant) throws Exception {
    List<LivePlant.Sending> sent = new ArrayList<>();
    plant.sendTo(sent::add);
    return sent;
  }

  private static List<String> ledger(Path folder) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve(PlantSimulation.LEDGER))),
                StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }
}

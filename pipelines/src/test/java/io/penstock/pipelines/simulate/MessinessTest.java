package io.penstock.pipelines.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.core.decode.Reason;
import io.penstock.pipelines.simulate.SimulationSummary.SourceCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessinessTest {
  private static final PlantSimulation PLANT =
      PlantSimulation.DEMO.withAssets(40).withDuration(Duration.ofMinutes(5));

  private final Path folder;

  MessinessTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void withoutMessEveryReadingIsAdmitted() throws IOException {
    SimulationSummary summary = PLANT.withMessiness(Messiness.NONE).writeTo(folder.resolve("a"));

    SourceCounts total = summary.total();
    assertThat(total.asLive(Fate.ADMITTED)).isEqualTo(total.received());
    assertThat(total.quarantined()).isEmpty();
    assertThat(summary.silent()).isZero();
  }

  /** Gateway messages are single readings, so shares of messages are shares of readings. */
  @Test
  void ratesOfMessagesAreNearTheConfiguredOnes() throws IOException {
    Messiness rates =
        new Messiness(0.1, 0.05, 0.04, 0.03, 0.03, 0, 0, 0, 0.2, 0, 0, 0, Duration.ofSeconds(30));

    SourceCounts gateway =
        PLANT.withMessiness(rates).writeTo(folder.resolve("a")).source("gateway");

    double sent = gateway.asLive(Fate.ADMITTED);
    assertThat(gateway.asLive(Fate.DUPLICATE) / sent).isCloseTo(0.1, withPercentage(12));
    // States and booleans have no value to disagree about, so a few conflicts do not come about.
    assertThat(gateway.asLive(Fate.CONFLICT_LOST) / sent).isCloseTo(0.05, withPercentage(15));
    long malformed =
        gateway.quarantined().entrySet().stream()
            .filter(
                entry ->
                    entry.getKey() != Reason.UNKNOWN_SERIES && entry.getKey() != Reason.BAD_UNIT)
            .mapToLong(Map.Entry::getValue)
            .sum();
    assertThat(malformed / sent).isCloseTo(0.04, withPercentage(20));
    assertThat(gateway.quarantined(Reason.UNKNOWN_SERIES) / sent)
        .isCloseTo(0.03, withPercentage(20));
  }

  /** Spells are few and long, so their shares scatter more. */
  @Test
  void ratesOfSpellsAreNearTheConfiguredOnes() throws IOException {
    Messiness rates = new Messiness(0, 0, 0, 0, 0, 0, 0, 0, 0, 0.1, 0.2, 0.1, Duration.ZERO);

    SimulationSummary summary = PLANT.withMessiness(rates).writeTo(folder.resolve("a"));

    SourceCounts total = summary.total();
    double silent = summary.silent();
    assertThat(silent / (silent + total.received())).isBetween(0.06, 0.14);
    SourceCounts gateway = summary.source("gateway");
    assertThat((double) gateway.asLive(Fate.LATE) / gateway.received()).isBetween(0.1, 0.26);
    assertThat((double) gateway.asLive(Fate.QUARANTINED) / gateway.received())
        .isBetween(0.06, 0.14);
    assertThat(gateway.quarantined())
        .containsOnlyKeys(Reason.FUTURE_TIMESTAMP, Reason.TIMESTAMP_OUT_OF_RANGE);
  }

  @Test
  void disorderStaysWithinItsWindow() throws IOException {
    Messiness rates = new Messiness(0, 0, 0, 0, 0, 0, 0, 0, 0.3, 0, 0, 0, Duration.ofSeconds(30));
    PLANT.withMessiness(rates).writeTo(folder.resolve("a"));

    List<JsonNode> gateway =
        new Simulated(folder.resolve("a"))
            .ledger().stream()
                .filter(entry -> entry.get("source").asText().equals("gateway"))
                .toList();
    long latest = Long.MIN_VALUE;
    long behind = 0;
    for (JsonNode entry : gateway) {
      long event = entry.get("event").asLong();
      latest = Math.max(latest, event);
      behind = Math.max(behind, latest - event);
    }
    assertThat(behind).isBetween(25_000_000L, 31_000_000L);
  }
}

package io.penstock.pipelines.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.penstock.core.decode.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlantSimulationTest {
  private static final PlantSimulation SMALL =
      PlantSimulation.DEMO.withAssets(20).withDuration(Duration.ofMinutes(1));

  private final Path folder;

  PlantSimulationTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void givesTheSameBytesForTheSameSeed() throws IOException {
    SimulationSummary first = SMALL.writeTo(folder.resolve("a"));
    SimulationSummary second = SMALL.writeTo(folder.resolve("b"));

    assertThat(second).isEqualTo(first);
    assertThat(new Simulated(folder.resolve("b")).digests())
        .isEqualTo(new Simulated(folder.resolve("a")).digests());
  }

  @Test
  void givesOtherMessagesForAnotherSeed() throws IOException {
    SMALL.writeTo(folder.resolve("a"));
    SMALL.withSeed(2).writeTo(folder.resolve("b"));

    Simulated one = new Simulated(folder.resolve("a"));
    Simulated other = new Simulated(folder.resolve("b"));
    for (String file : one.messageFiles()) {
      assertThat(other.digests().get(file)).as(file).isNotEqualTo(one.digests().get(file));
    }
  }

  @Test
  void refusesAFolderWithOtherMessages() throws IOException {
    SMALL.writeTo(folder.resolve("a"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.writeTo(folder.resolve("a")))
        .withMessageStartingWith("the folder must be empty, but is not: ");
  }

  @Test
  void namesASettingOutOfRangeWithItsValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.withAssets(9))
        .withMessage("assets must be between 10 and 10000, but was: 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.withDuration(Duration.ZERO))
        .withMessage("duration must be between PT1S and PT744H, but was: PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.withStart(Instant.parse("2026-01-01T00:00:00.5Z")))
        .withMessageContaining("start must be a whole second");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Sampling(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(4)))
        .withMessage("sampling.normal must be a multiple of PT0.3S, but was: PT1S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Messiness(1.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO))
        .withMessage("messiness.duplicates must be between 0 and 1, but was: 1.5");
  }

  /** What the README promises of the demo: its size, and that nothing bad is left out. */
  @Test
  void theDemoIsAsBigAsPromisedAndShowsEveryTrouble() throws IOException {
    SimulationSummary summary = PlantSimulation.DEMO.writeTo(folder.resolve("demo"));

    SimulationSummary.SourceCounts total = summary.total();
    assertThat(total.received()).isBetween(300_000L, 500_000L);
    assertThat(total.asLive()).allSatisfy((fate, count) -> assertThat(count).isPositive());
    for (Source source : Source.values()) {
      SimulationSummary.SourceCounts counts = summary.source(source.planName());
      assertThat(counts.quarantined())
          .as(source.planName())
          .containsKeys(source.faults().stream().map(Fault::reason).toArray(Reason[]::new));
    }
    assertThat(new Simulated(folder.resolve("demo")).messageFiles())
        .anyMatch(file -> file.endsWith(".ndjson.gz"));
  }
}

package io.penstock.core.plan;

import static io.penstock.core.plan.Plans.MINUTE;
import static io.penstock.core.plan.Plans.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.feature.Feature;
import io.penstock.core.plan.FeatureGroup.Input;
import io.penstock.core.plan.MeasurementPlan.Admit;
import io.penstock.core.plan.SourcePlan.UnknownSeries;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanCheckTest {
  private static final long HOUR = 60 * MINUTE;

  @Test
  void aSoundPlanHasNoProblems() {
    assertThat(PlanCheck.check(Plans.sound())).isEmpty();
  }

  @Test
  void allProblemsComeAtOnce() {
    Plan plan =
        new Plan(
            "Demo",
            0,
            List.of(),
            Plans.catalogue(),
            new TimePlan(-1, 0, 0, 0),
            Plans.measurements(AlignMethod.LAST),
            List.of(),
            new ArchivePlan(HOUR, 0),
            0.5);
    assertThat(messages(plan))
        .containsExactly(
            "plan must match [a-z][a-z0-9_-]* and have at most 63 characters, but was: Demo",
            "epoch must be between 1 and 2147483647, but was: 0",
            "maxAmplification must be between 1 and 1000, but was: 0.5",
            "catalogue must have at least one series",
            "time.maxDelay must be between PT0S and PT744H, but was: PT-0.000001S",
            "sources must have at least one source",
            "archive.shards must be between 1 and 4096, but was: 0");
  }

  @Test
  void theBridgeWritesToTheTopicThatTheStreamReads() {
    SourcePlan sound = Plans.source("a", UnknownSeries.QUARANTINE);
    assertThat(
            messages(
                Plans.withSources(
                    new SourcePlan(
                        "a",
                        List.of(),
                        sound.format(),
                        sound.unknown(),
                        new MqttInput(List.of("plant/#"), "", 1, "written"),
                        new KafkaInput("read", "kafka.properties")))))
        .containsExactly(
            "sources[0].mqtt.kafkaTopic must be the sources[0].kafka.topic read, but was: written");
  }

  @Test
  void noTwoSourcesReadTopicsOfTheSameName() {
    SourcePlan sound = Plans.source("a", UnknownSeries.QUARANTINE);
    List<SourcePlan> sources = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      sources.add(
          new SourcePlan(
              name,
              List.of(),
              sound.format(),
              sound.unknown(),
              MqttInput.NONE,
              new KafkaInput("readings", name + ".properties")));
    }

    assertThat(messages(Plans.withSources(sources.toArray(SourcePlan[]::new))))
        .containsExactly("sources[1].kafka.topic must differ from every other source's: readings");
  }

  @Test
  void aSourceOfAStreamTakesTheBrokersTimeAndNoOther() {
    SourcePlan sound = Plans.source("a", UnknownSeries.QUARANTINE);
    assertThat(
            messages(
                Plans.withSources(
                    new SourcePlan(
                        "a",
                        List.of(),
                        sound.format(),
                        sound.unknown(),
                        MqttInput.NONE,
                        new KafkaInput("no such/topic", "kafka.properties")))))
        .containsExactly(
            "sources[0].kafka.topic must match [a-zA-Z0-9._-]{1,249}, but was: no such/topic");
  }

  @Test
  void namesAreDistinctAndTheMeasurementsKeepTheirs() {
    assertThat(
            messages(
                Plans.withSources(
                    Plans.source("a", UnknownSeries.QUARANTINE),
                    Plans.source("a", UnknownSeries.QUARANTINE))))
        .containsExactly("sources[1].name must differ from every other source's: a");
    assertThat(
            messages(
                Plans.withFeatures(
                    Plans.group("measurements", Input.NORMALISED, Feature.MEAN),
                    Plans.group("a", Input.NORMALISED, Feature.MEAN),
                    Plans.group("a", Input.NORMALISED, Feature.MEAN))))
        .containsExactly(
            "features[0].name must not be measurements: that is the aligned measurements' name",
            "features[2].name must differ from every other feature group's: a");
  }

  @Test
  void lengthsDivideEachOther() {
    assertThat(messages(Plans.withArchive(new ArchivePlan(7 * HOUR, 4))))
        .contains("archive.period must divide a day PT24H, but was: PT7H");
    assertThat(messages(Plans.withMeasurements(measurements(7 * SECOND, SECOND, 0, 0))))
        .containsExactly("measurements.tile must divide archive.period PT1H, but was: PT7S");
    assertThat(messages(Plans.withMeasurements(measurements(10 * SECOND, 3 * SECOND, 0, 0))))
        .containsExactly(
            "measurements.align.grid must divide measurements.tile PT10S, but was: PT3S");
    assertThat(messages(Plans.withMeasurements(measurements(10 * SECOND, 0, 0, 0))))
        .containsExactly(
            "measurements.align.grid must be between PT0.001S and PT24H, but was: PT0S");
  }

  @Test
  void windowsFitTheirTiles() {
    assertThat(messages(withWindows(MINUTE, MINUTE, 25 * SECOND, 0)))
        .containsExactly(
            "features[0].tile must be a multiple of features[0].hop PT25S, but was: PT1M");
    assertThat(messages(withWindows(MINUTE, 10 * SECOND, 20 * SECOND, 0)))
        .containsExactly(
            "features[0].hop must be at most features[0].window PT10S, but was: PT20S");
    assertThat(messages(withWindows(MINUTE, MINUTE, MINUTE, MINUTE)))
        .containsExactly(
            "features[0].offset must be at least PT0S and below features[0].hop PT1M, but was:"
                + " PT1M");
    assertThat(messages(withWindows(0, 0, 0, 0)))
        .containsExactly(
            "features[0].window must be between PT0.001S and PT168H, but was: PT0S",
            "features[0].hop must be between PT0.001S and PT168H, but was: PT0S",
            "features[0].tile must be between PT0.001S and PT24H, but was: PT0S");
  }

  /** Design 2.1: a hold or window far longer than its tile is refused, never approximated. */
  @Test
  void anAmplificationAboveTheLimitNamesTheSettingToChange() {
    assertThat(messages(Plans.withMeasurements(measurements(10 * SECOND, SECOND, MINUTE, SECOND))))
        .containsExactly(
            "measurements.tile must keep (look-back PT1M + tile PT10S + look-ahead PT0S) / tile"
                + " within maxAmplification 4, but was: 7; raise measurements.tile to at least"
                + " PT20S, or lower measurements.align.maxAge");
    assertThat(messages(withWindows(10 * SECOND, 10 * MINUTE, 10 * SECOND, 0)))
        .containsExactly(
            "features[0].tile must keep (look-back PT9M50S + tile PT10S + look-ahead PT0S) / tile"
                + " within maxAmplification 4, but was: 60; raise features[0].tile to at least"
                + " PT3M16.666667S, or lower features[0].window");
  }

  /** Design 2.2: otherwise the watermark could pass a tile whose look-ahead is still admitted. */
  @Test
  void theWatermarkSettlesForAtLeastTheLookAhead() {
    Plan plan = Plans.withFeatures(Plans.group("g", Input.NORMALISED, Feature.TWA));
    assertThat(PlanCheck.check(plan)).isEmpty();
    Plan hasty =
        Plans.of(
            plan.sources(),
            plan.catalogue(),
            new TimePlan(0, 0, SECOND, 0),
            plan.measurements(),
            plan.features(),
            plan.archive());
    assertThat(messages(hasty))
        .containsExactly(
            "time.settle must be at least PT2S, the look-ahead of g (measurements.align.maxGap, or"
                + " the longest max_gap of the catalogue), but was: PT1S");
  }

  @Test
  void aMeanOverTheGridStaysInsideItsFeatureTile() {
    FeatureGroup group =
        Plans.group("g", 15 * SECOND, 15 * SECOND, 15 * SECOND, 0, Input.ALIGNED, Feature.MEAN);
    Plan plan = Plans.withFeatures(group);
    Plan coarse =
        Plans.of(
            plan.sources(),
            plan.catalogue(),
            plan.time(),
            measurements(10 * SECOND, 10 * SECOND, SECOND, SECOND),
            plan.features(),
            plan.archive());
    assertThat(messages(coarse))
        .containsExactly(
            "features[0].tile must be a multiple of measurements.align.grid PT10S, since its input"
                + " is aligned, but was: PT15S");
  }

  @Test
  void aMetricThatNoSeriesHasIsATypingMistake() {
    FeatureGroup typo =
        new FeatureGroup(
            "g",
            MINUTE,
            MINUTE,
            MINUTE,
            0,
            List.of(Feature.MEAN),
            Input.NORMALISED,
            List.of("temprature"));
    assertThat(messages(Plans.withFeatures(typo)))
        .containsExactly(
            "features[0].metrics must be metrics of the catalogue, but has: temprature");
  }

  @Test
  void anAssetForUnknownSeriesIsAnAssetPath() {
    assertThat(messages(Plans.withSources(Plans.source("a", new UnknownSeries("acme/x", 0)))))
        .containsExactly(
            "sources[0].unknownSeries.accept.asset must have five levels"
                + " enterprise/site/area/line/asset, none empty or with spaces at its ends, but"
                + " was: acme/x",
            "sources[0].unknownSeries.accept.maxSeries must be between 1 and 1000000, but was: 0");
  }

  private static MeasurementPlan measurements(long tile, long grid, long maxAge, long maxGap) {
    return new MeasurementPlan(tile, AlignMethod.LAST, grid, maxAge, maxGap, Admit.GOOD);
  }

  private static Plan withWindows(long tile, long window, long hop, long origin) {
    return Plans.withFeatures(
        Plans.group("g", tile, window, hop, origin, Input.NORMALISED, Feature.MEAN));
  }

  private static List<String> messages(Plan plan) {
    return PlanCheck.check(plan).stream().map(Problem::toString).toList();
  }
}

package io.penstock.core.plan;

import static io.penstock.core.plan.Plans.MINUTE;
import static io.penstock.core.plan.Plans.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.feature.Feature;
import io.penstock.core.model.Binding;
import io.penstock.core.model.Catalogue;
import io.penstock.core.model.Series;
import io.penstock.core.plan.FeatureGroup.Input;
import io.penstock.core.plan.PlanFingerprint.Incompatibility;
import io.penstock.core.plan.PlanFingerprint.LayoutChange;
import io.penstock.core.plan.SourcePlan.UnknownSeries;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SemanticHashTest {
  private static final String TEMPERATURE = "series/acme/berlin/press/line1/p1/temperature";

  /** The hashes are stored with data: a release that changes them orphans every archive. */
  @Test
  void hashesNeverChangeBetweenReleases() {
    assertThat(SemanticHash.of(Plans.sound()).parts())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "feature/stats_1m",
                "945002516069802e361a2968138c3182e1a3d214ed48135aadb24f22bf214b2c",
                "measurements",
                "4fc0e79e1846b52b954c7d6af8b90b68f5d456e37c408d985776e5b671bc88fd",
                "series/acme/berlin/press/line1/p1/mode",
                "bdd72894a35f4cc08f7bd2bcec6a4aba0a694560bf2e84a48777b16c2ef5c9c9",
                "series/acme/berlin/press/line1/p1/temperature",
                "fc21e0c7275e2d1e1a05445c0c3ca6905d099c68f57703dad5124a018c8c1e10",
                "source/gateway",
                "efdb0f6629f5d5e9206a713ab1bfd54a016d946490b1b9a154aa9db2be0d586a",
                "time",
                "1d06998359e14cb5b2f89042bf0023a5d7c131c3e83b818f0903b08296f78b31"));
  }

  @Test
  void theSamePlanIsCompatible() {
    assertThat(compare(Plans.sound())).isEmpty();
  }

  @Test
  void aNewSeriesIsAnAddition() {
    Catalogue more =
        Plans.catalogue(
            Plans.sloped("a_new_one", 0), Plans.sloped("temperature", 0), Plans.stepped("mode"));
    assertThat(compare(Plans.withCatalogue(more))).isEmpty();
  }

  @Test
  void aRemovedSeriesNeedsANewEpoch() {
    Incompatibility found = found(Plans.withCatalogue(Plans.catalogue(Plans.stepped("mode"))));
    assertThat(found.removed()).containsExactly(TEMPERATURE);
    assertThat(found.needsNewEpoch()).isTrue();
    assertThat(found.messages())
        .containsExactly(TEMPERATURE + " was removed: restore it, or raise the plan's epoch");
  }

  @Test
  void aChangedSeriesNeedsANewEpoch() {
    Catalogue changed = Plans.catalogue(Plans.sloped("temperature", SECOND), Plans.stepped("mode"));
    assertThat(found(Plans.withCatalogue(changed)).changed()).containsExactly(TEMPERATURE);
  }

  @Test
  void anotherClockOffsetChangesTheSeriesOfTheAddress() {
    List<Series> series = Plans.sound().catalogue().series();
    Catalogue changed =
        Catalogue.of(
            series,
            Map.of(
                "mode", List.of(Plans.binding(0, 0)),
                "temperature", List.of(Plans.binding(1, SECOND))));
    assertThat(found(Plans.withCatalogue(changed)).changed()).containsExactly(TEMPERATURE);
  }

  @Test
  void oneMoreAddressChangesItsSeriesAlone() {
    List<Binding> temperature = List.of(Plans.binding(1, 0));
    Catalogue changed =
        Catalogue.of(
            Plans.sound().catalogue().series(),
            Map.of(
                "mode", List.of(Plans.binding(0, 0)),
                "temperature", temperature,
                "temperature 2", temperature));
    assertThat(found(Plans.withCatalogue(changed)).changed()).containsExactly(TEMPERATURE);
  }

  @Test
  void seriesWhoseNamesJoinToTheSameTextAreToldApart() {
    assertThat(SemanticHash.partOf(Plans.sloped("a/b~", 0)))
        .isEqualTo("series/acme/berlin/press/line1/p1/a~1b~0");
  }

  @Test
  void latenessIsSemanticAndSettlingIsNot() {
    TimePlan time = TimePlan.DEFAULT;
    assertThat(
            compare(
                Plans.withTime(
                    new TimePlan(time.maxDelayMicros(), time.maxAheadMicros(), MINUTE, MINUTE))))
        .isEmpty();
    assertThat(found(Plans.withTime(new TimePlan(1, 1, MINUTE, MINUTE))).changed())
        .containsExactly("time");
  }

  @Test
  void acceptingUnknownSeriesIsAnAdditionAndMovingThemIsNot() {
    Plan berlin = Plans.withSources(Plans.source("gateway", new UnknownSeries("a/b/c/d/e", 10)));
    Plan munich = Plans.withSources(Plans.source("gateway", new UnknownSeries("a/b/c/d/f", 10)));
    assertThat(compare(berlin)).isEmpty();
    assertThat(SemanticHash.of(munich).incompatibleWith(SemanticHash.of(berlin)))
        .hasValueSatisfying(
            found -> assertThat(found.changed()).containsExactly("source/gateway/accept"));
  }

  @Test
  void featureGroupsAreHashedEachOnItsOwn() {
    Plan median =
        Plans.withFeatures(
            Plans.group("stats_1m", Input.NORMALISED, Feature.MEDIAN),
            Plans.group("other", Input.ALIGNED, Feature.MEAN));
    assertThat(found(median).changed()).containsExactly("feature/stats_1m");
    assertThat(found(Plans.withFeatures()).removed()).containsExactly("feature/stats_1m");
  }

  /** Design 2.4: tile lengths, period and shard count are fixed; a change names the migration. */
  @Test
  void anotherLayoutIsRefusedWhateverTheEpoch() {
    MeasurementPlan tiles =
        new MeasurementPlan(
            20 * SECOND,
            AlignMethod.LAST,
            SECOND,
            5 * SECOND,
            2 * SECOND,
            MeasurementPlan.Admit.UNCERTAIN);
    Incompatibility found = found(Plans.withMeasurements(tiles));
    assertThat(found.needsNewEpoch()).isFalse();
    assertThat(found.needsMigration()).isTrue();
    assertThat(found.layout())
        .containsExactly(new LayoutChange("measurements/tile", "PT10S", "PT20S"));
    assertThat(found.messages())
        .containsExactly(
            "measurements/tile is PT10S in the stores and PT20S in the plan: set it back, or"
                + " rebuild the dataset from the raw archive into empty stores");
    assertThat(found(Plans.withArchive(new ArchivePlan(30 * MINUTE, 8))).layout())
        .extracting(LayoutChange::setting)
        .containsExactly("archive/period", "archive/shards");
  }

  private static Optional<Incompatibility> compare(Plan changed) {
    return SemanticHash.of(changed).incompatibleWith(SemanticHash.of(Plans.sound()));
  }

  private static Incompatibility found(Plan changed) {
    return compare(changed).orElseThrow();
  }
}

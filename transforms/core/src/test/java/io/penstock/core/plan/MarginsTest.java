package io.penstock.core.plan;

import static io.penstock.core.plan.Plans.MINUTE;
import static io.penstock.core.plan.Plans.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.feature.Feature;
import io.penstock.core.model.Catalogue;
import io.penstock.core.plan.FeatureGroup.Input;
import io.penstock.core.plan.SourcePlan.UnknownSeries;
import io.penstock.core.tile.Dataset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MarginsTest {
  private static final Catalogue SLOPED = Plans.catalogue(Plans.sloped("temperature", 0));
  private static final Catalogue STEPPED = Plans.catalogue(Plans.stepped("mode"));

  @Test
  void holdingLooksBackByTheMaximumAge() {
    assertThat(measurements(AlignMethod.LAST, SLOPED)).isEqualTo(margins(5 * SECOND, 0));
  }

  @Test
  void interpolatingLooksBothWaysAndStillHoldsSteppedSeries() {
    assertThat(measurements(AlignMethod.LINEAR, SLOPED)).isEqualTo(margins(5 * SECOND, 2 * SECOND));
  }

  @Test
  void theLongestGapOfASlopedSeriesGoesBeforeThePlans() {
    assertThat(measurements(AlignMethod.LINEAR, Plans.catalogue(Plans.sloped("flow", 7 * SECOND))))
        .isEqualTo(margins(7 * SECOND, 7 * SECOND));
  }

  @Test
  void theNearestReadingIsWithinHalfAGridStep() {
    assertThat(measurements(AlignMethod.NEAREST, SLOPED))
        .isEqualTo(margins(SECOND / 2, SECOND / 2));
  }

  @Test
  void aMeanNeedsAMarginOnlyWhereSteppedSeriesHold() {
    assertThat(measurements(AlignMethod.MEAN, SLOPED)).isEqualTo(margins(0, 0));
    assertThat(measurements(AlignMethod.MEAN, STEPPED)).isEqualTo(margins(5 * SECOND, 0));
  }

  @Test
  void withoutAGridThereIsNoMargin() {
    assertThat(measurements(AlignMethod.NONE, STEPPED)).isEqualTo(margins(0, 0));
  }

  @Test
  void aTumblingWindowNeedsNoMargin() {
    assertThat(features(Plans.group("g", Input.NORMALISED, Feature.MEAN))).isEqualTo(margins(0, 0));
  }

  @Test
  void aSlidingWindowLooksBackByWindowMinusHop() {
    FeatureGroup sliding =
        Plans.group("g", MINUTE, MINUTE, 10 * SECOND, 0, Input.NORMALISED, Feature.MEAN);
    assertThat(features(sliding)).isEqualTo(margins(50 * SECOND, 0));
  }

  @Test
  void aTumblingWindowWithAnOriginStartsBeforeItsTile() {
    FeatureGroup shifted =
        Plans.group("g", MINUTE, MINUTE, MINUTE, 20 * SECOND, Input.NORMALISED, Feature.MEAN);
    assertThat(features(shifted)).isEqualTo(margins(40 * SECOND, 0));
  }

  @Test
  void transitionsHoldAValueIntoTheWindow() {
    assertThat(features(Plans.group("g", Input.NORMALISED, Feature.TRANSITIONS)))
        .isEqualTo(margins(5 * SECOND, 0));
  }

  @Test
  void theTimeWeightedAverageOfSlopedSeriesLooksAhead() {
    assertThat(features(Plans.group("g", Input.NORMALISED, Feature.TWA)))
        .isEqualTo(margins(5 * SECOND, 2 * SECOND));
  }

  @Test
  void theTimeWeightedAverageOfSteppedSeriesLooksBackAlone() {
    FeatureGroup group = Plans.group("g", Input.NORMALISED, Feature.TWA);
    assertThat(Margins.ofFeatures(Plans.withCatalogue(STEPPED), group))
        .isEqualTo(margins(5 * SECOND, 0));
  }

  @Test
  void aSeriesThatTheGroupLeavesOutDoesNotWidenIt() {
    FeatureGroup modes =
        new FeatureGroup(
            "g",
            MINUTE,
            MINUTE,
            MINUTE,
            0,
            List.of(Feature.TWA),
            Input.NORMALISED,
            List.of("mode"));
    assertThat(features(modes)).isEqualTo(margins(5 * SECOND, 0));
  }

  @Test
  void unknownSeriesThatAreAcceptedCountAsAnyKind() {
    Plan accepting =
        Plans.of(
            List.of(Plans.source("s", new UnknownSeries("a/b/c/d/e", 10))),
            STEPPED,
            TimePlan.DEFAULT,
            Plans.measurements(AlignMethod.LAST),
            List.of(),
            ArchivePlan.DEFAULT);
    FeatureGroup group = Plans.group("g", Input.NORMALISED, Feature.TWA);
    assertThat(Margins.ofFeatures(accepting, group)).isEqualTo(margins(5 * SECOND, 2 * SECOND));
  }

  @Test
  void alignedInputAddsTheMarginsOfTheMeasurements() {
    FeatureGroup sliding =
        Plans.group("g", MINUTE, MINUTE, 10 * SECOND, 0, Input.ALIGNED, Feature.MEAN);
    assertThat(features(sliding)).isEqualTo(margins(55 * SECOND, 0));
  }

  @Test
  void datasetsAreFoundByName() {
    Plan plan = Plans.sound();
    assertThat(Margins.of(plan, "measurements")).isEqualTo(Margins.ofMeasurements(plan));
    assertThat(Margins.of(plan, "stats_1m")).isEqualTo(margins(0, 0));
  }

  @Test
  void costsAreRenderedForPeople() {
    assertThat(TileCost.of(Plans.sound()))
        .extracting(TileCost::render)
        .containsExactly(
            "measurements: tile PT10S, look-back PT5S, look-ahead PT0S, 1.5x",
            "stats_1m: tile PT1M, look-back PT0S, look-ahead PT0S, 1x");
  }

  /** The law behind the look-back: it reaches the earliest window that a tile owns, exactly. */
  @Property(tries = 500)
  void theLookBackReachesTheEarliestWindowOfATileExactly(
      @ForAll @IntRange(min = 1, max = 20) int hop,
      @ForAll @IntRange(min = 0, max = 60) int beyondHop,
      @ForAll @IntRange(min = 0, max = 19) int origin,
      @ForAll @IntRange(min = 1, max = 5) int hopsPerTile) {
    long window = (long) hop + beyondHop;
    FeatureGroup group =
        Plans.group(
            "g",
            (long) hop * hopsPerTile,
            window,
            hop,
            origin % hop,
            Input.NORMALISED,
            Feature.MEAN);
    Dataset dataset = Dataset.of(group);
    long tileStart = 1000L * hop * hopsPerTile;
    long earliest = Long.MAX_VALUE;
    for (long start = tileStart + origin % hop - 100L * hop;
        start < tileStart + group.tileMicros();
        start += hop) {
      if (dataset.tileStart(start) == tileStart) {
        earliest = Math.min(earliest, start);
      }
    }
    assertThat(tileStart - Margins.windowLookBack(group)).isEqualTo(Math.min(earliest, tileStart));
  }

  private static Margins margins(long lookBack, long lookAhead) {
    return new Margins(lookBack, lookAhead);
  }

  private static Margins measurements(AlignMethod method, Catalogue catalogue) {
    return Margins.ofMeasurements(
        Plans.of(
            List.of(),
            catalogue,
            TimePlan.DEFAULT,
            Plans.measurements(method),
            List.of(),
            ArchivePlan.DEFAULT));
  }

  private static Margins features(FeatureGroup group) {
    return Margins.ofFeatures(Plans.sound(), group);
  }
}

package io.penstock.runners.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.io.hot.PlanRefused;
import io.penstock.pipelines.digest.StoreDigests;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What must not start, and what a new epoch changes. Plans are checked before there is a job, so
 * one engine is enough to show it.
 */
public abstract class RefusalLaws extends EngineLaws {
  private static final UnaryOperator<String> SAME = UnaryOperator.identity();

  /** For the runners' test classes. */
  protected RefusalLaws() {}

  @Test
  void refusesASecondPlanOnTheSameAssets() throws Exception {
    assertRefused(plan -> plan.replace("plan: contract", "plan: rival"), SAME, "contract");
  }

  @Test
  void refusesOtherFeaturesWithinAnEpoch() throws Exception {
    assertRefused(
        plan -> plan.replace("crest_factor, ", ""), SAME, "feature/stats_20s has changed");
  }

  @Test
  void refusesAnotherScaleWithinAnEpoch() throws Exception {
    assertRefused(SAME, CatalogueRows::withOtherScales, "/pressure has changed within epoch 1");
  }

  @Test
  void refusesAMissingSeriesWithinAnEpoch() throws Exception {
    assertRefused(SAME, CatalogueRows::withoutOneSeriesOfEachSource, "was removed within epoch 1");
  }

  @Test
  void refusesAnotherTileLengthInAnyEpoch() throws Exception {
    assertRefused(
        plan -> plan.replace("tile: PT10S", "tile: PT20S").replace("epoch: 1", "epoch: 2"),
        SAME,
        "contract/measurements/tile is fixed at PT10S");
  }

  @Test
  void refusesAnotherNumberOfShardsInAnyEpoch() throws Exception {
    assertRefused(
        plan -> plan.replace("shards: 4", "shards: 5").replace("epoch: 1", "epoch: 2"),
        SAME,
        "contract/archive/shards is fixed at 4");
  }

  /** And the old epoch can never come back. */
  @Test
  void aNewEpochReplacesWhatItsCalibrationChanges() throws Exception {
    Site site = freshSite();
    run(site, plant());
    Plant recalibrated =
        plant()
            .with(
                freshFolder(),
                plan -> plan.replace("epoch: 1", "epoch: 2"),
                CatalogueRows::withOtherScales);
    Site ofNewEpochAlone = freshSite();
    run(ofNewEpochAlone, recalibrated);

    run(site, recalibrated);

    StoreDigests digests = site.digests(plan());
    assertThat(digests).isEqualTo(ofNewEpochAlone.digests(plan()));
    assertThat(digests).isNotEqualTo(undisturbedDigests());
    assertThatThrownBy(() -> run(site, plant()))
        .isInstanceOf(PlanRefused.class)
        .hasMessageContaining("epoch must be at least 2");
    assertThat(site.digests(plan())).isEqualTo(digests);
  }

  /** Whole assets, and every tile of some, are no longer produced: nothing of them may stay. */
  @Test
  void aNewEpochTakesAwayWhatItNoLongerProduces() throws Exception {
    Site site = freshSite();
    run(site, plant());
    Plant smaller =
        plant()
            .with(
                freshFolder(),
                plan -> plan.replace("epoch: 1", "epoch: 2"),
                CatalogueRows::withoutHalfOfTheAssets);
    Site ofNewEpochAlone = freshSite();
    run(ofNewEpochAlone, smaller);

    run(site, smaller);

    StoreDigests digests = site.digests(plan());
    assertThat(digests).isEqualTo(ofNewEpochAlone.digests(plan()));
    assertThat(digests.storesAgree()).isTrue();
    assertThat(digests).isNotEqualTo(undisturbedDigests());
  }

  private void assertRefused(
      UnaryOperator<String> planChange, UnaryOperator<String> catalogueChange, String reason)
      throws Exception {
    Plant changed = plant().with(freshFolder(), planChange, catalogueChange);
    StoreDigests before = undisturbedDigests();

    assertThatThrownBy(() -> run(undisturbed(), changed))
        .isInstanceOf(PlanRefused.class)
        .hasMessageContaining(reason);

    assertThat(undisturbedDigests()).isEqualTo(before);
  }
}

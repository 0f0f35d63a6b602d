package io.penstock.core.tile;

import static io.penstock.core.decode.RawMessage.NO_INGEST_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.plan.AlignMethod;
import io.penstock.core.plan.Plan;
import io.penstock.core.quality.Quality;
import org.junit.jupiter.api.Test;

class TileRouterTest {
  @Test
  void givesBlocksAwayWhenTimesAreScatteredOverCenturies() {
    Plan plan = Plant.plan(AlignMethod.NONE);
    int[] given = new int[1];
    TileRouter router =
        new TileRouter(
            plan.epoch(),
            Grouping.ofArchive(plan),
            new SeriesTable(plan.catalogue()),
            SpanFilter.ALL,
            (key, block) -> given[0]++);

    for (int hour = 0; hour < 100_000; hour++) {
      router.add(0, hour * 3600L * Plant.SECOND, 0, Quality.GOOD, NO_INGEST_TIME);
    }

    assertThat(given[0]).isGreaterThan(90_000);
  }
}

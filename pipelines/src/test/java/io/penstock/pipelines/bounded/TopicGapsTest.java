package io.penstock.pipelines.bounded;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.io.kafka.TopicRange;
import io.penstock.io.raw.RawCoverage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopicGapsTest {
  @Test
  void ofWhatWasNeverLandedEverythingSinceTheRangeBeganIsLacking() {
    assertThat(lacking(Optional.empty(), 40, 100)).containsExactly("t/3/40-100");
    assertThat(lacking(Optional.empty(), 100, 100)).isEmpty();
  }

  @Test
  void whatCameBeforeAndAfterIsLackingAndWhatIsLandedIsNot() {
    Optional<RawCoverage> landed = Optional.of(coverage(50, 80));

    assertThat(lacking(landed, 40, 100)).containsExactly("t/3/40-50", "t/3/80-100");
    assertThat(lacking(landed, 60, 80)).isEmpty();
  }

  /** Nobody can tell which readings they hold. */
  @Test
  void gapsAreLackingWhateverTheirTimeAndMixedOnesAsAWhole() {
    Optional<RawCoverage> landed =
        Optional.of(
            coverage(10, 80, new RawCoverage.Gap(20, 30, 10), new RawCoverage.Gap(40, 60, 3)));

    assertThat(lacking(landed, 70, 80)).containsExactly("t/3/20-30", "t/3/40-60");
  }

  private static List<String> lacking(Optional<RawCoverage> landed, long since, long end) {
    return TopicGaps.lacking("t", 3, landed, since, end).stream().map(TopicRange::text).toList();
  }

  private static RawCoverage coverage(long from, long to, RawCoverage.Gap... gaps) {
    return new RawCoverage("s", "t", 3, from, to, to, to - from, 1, List.of(gaps));
  }
}

package io.penstock.core.tile;

import static io.penstock.core.tile.Offer.Authority.AUTHORITATIVE;
import static io.penstock.core.tile.Offer.Authority.BEST_EFFORT;
import static io.penstock.core.tile.Offer.Stage.EARLY;
import static io.penstock.core.tile.Offer.Stage.FINAL;
import static io.penstock.core.tile.Offer.Stage.ON_TIME;
import static io.penstock.core.tile.Verdict.IGNORE;
import static io.penstock.core.tile.Verdict.IGNORE_AND_MARK_DIRTY;
import static io.penstock.core.tile.Verdict.REPLACE;
import static io.penstock.core.tile.Verdict.UNCHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table in {@code docs/guarantees.md}, row by row; what is stored is (epoch 2, 10, digest). */
class VerdictTest {
  private static final Evidence STORED = new Evidence(2, 10, 7, 7);

  static Stream<Arguments> rows() {
    return Stream.of(
        Arguments.of("more readings", new Evidence(2, 11, 1, 1), EARLY, BEST_EFFORT, REPLACE),
        Arguments.of("the same set", STORED, FINAL, BEST_EFFORT, UNCHANGED),
        Arguments.of("the same set", STORED, FINAL, AUTHORITATIVE, UNCHANGED),
        Arguments.of("fewer, not final", new Evidence(2, 9, 7, 7), ON_TIME, BEST_EFFORT, IGNORE),
        Arguments.of(
            "fewer, final", new Evidence(2, 9, 7, 7), FINAL, BEST_EFFORT, IGNORE_AND_MARK_DIRTY),
        Arguments.of(
            "fewer, and said to be all",
            new Evidence(2, 9, 7, 7),
            FINAL,
            AUTHORITATIVE,
            IGNORE_AND_MARK_DIRTY),
        Arguments.of(
            "as many others", new Evidence(2, 10, 7, 8), FINAL, BEST_EFFORT, IGNORE_AND_MARK_DIRTY),
        Arguments.of(
            "as many others, all", new Evidence(2, 10, 8, 7), FINAL, AUTHORITATIVE, REPLACE),
        Arguments.of("newer, as many", new Evidence(3, 10, 1, 1), FINAL, BEST_EFFORT, REPLACE),
        Arguments.of(
            "newer, fewer", new Evidence(3, 9, 1, 1), FINAL, BEST_EFFORT, IGNORE_AND_MARK_DIRTY),
        Arguments.of("newer, fewer, all", new Evidence(3, 9, 1, 1), FINAL, AUTHORITATIVE, REPLACE),
        Arguments.of("older, more", new Evidence(1, 99, 1, 1), FINAL, AUTHORITATIVE, IGNORE));
  }

  @ParameterizedTest(name = "{0}, {2}, {3}: {4}")
  @MethodSource("rows")
  void decidesAsTheTableSays(
      String what,
      Evidence offered,
      Offer.Stage stage,
      Offer.Authority authority,
      Verdict expected) {
    assertThat(Verdict.of(STORED, offered, new Offer(stage, authority))).isEqualTo(expected);
  }

  /** The sum is modulo 2^128: the lower half carries into the upper, which wraps. */
  @Test
  void sumsDigestsWithCarry() {
    Evidence sum = new Evidence(1, 2, -1, -1).plus(new Evidence(1, 3, 0, 1));

    assertThat(sum).isEqualTo(new Evidence(1, 5, 0, 0));
    assertThat(new Evidence(1, 1, 1, Long.MIN_VALUE).plus(new Evidence(1, 1, 2, Long.MIN_VALUE)))
        .isEqualTo(new Evidence(1, 2, 4, 0));
    assertThat(new Evidence(1, 0, 1, 2).digestHex()).isEqualTo("00000000000000010000000000000002");
  }
}

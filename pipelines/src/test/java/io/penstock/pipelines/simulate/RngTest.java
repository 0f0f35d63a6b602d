package io.penstock.pipelines.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RngTest {
  /** The outputs of the reference implementation, splitmix64.c by S. Vigna, for seed 1234567. */
  @Test
  void isSplitMix64() {
    Rng rng = new Rng(1234567);

    long[] numbers = LongStream.generate(rng::next).limit(5).toArray();

    assertThat(numbers)
        .containsExactly(
            6457827717110365317L,
            3203168211198807973L,
            Long.parseUnsignedLong("9817491932198370423"),
            4593380528125082431L,
            Long.parseUnsignedLong("16408922859458223821"));
  }

  @Test
  void noiseHasMeanZeroAndVarianceOne() {
    Rng rng = Rng.of(1, "noise", 0);
    int count = 100_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double noise = rng.noise();
      sum += noise;
      squares += noise * noise;
    }

    assertThat(sum / count).isBetween(-0.02, 0.02);
    assertThat(squares / count).isBetween(0.97, 1.03);
  }

  @Test
  void purposesAndIndexesAreIndependent() {
    long first = Rng.of(1, "gaps", 0).next();

    assertThat(Rng.of(1, "gaps", 0).next()).isEqualTo(first);
    assertThat(Rng.of(1, "gaps", 1).next()).isNotEqualTo(first);
    assertThat(Rng.of(1, "late", 0).next()).isNotEqualTo(first);
    assertThat(Rng.of(2, "gaps", 0).next()).isNotEqualTo(first);
  }
}

package io.penstock.io.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** INPUTS.md: hostile names are data, percent-encoded with a length cap in object keys. */
class KeySegmentTest {
  @Test
  void keepsPlainNamesAndEncodesTheRest() {
    assertThat(KeySegment.of("plant-1_a.B")).isEqualTo("plant-1_a.B");
    assertThat(KeySegment.of("../../etc/passwd")).isEqualTo("..%2F..%2Fetc%2Fpasswd");
    assertThat(KeySegment.of("a/b")).isEqualTo("a%2Fb");
    assertThat(KeySegment.of("\uD83D\uDE80")).isEqualTo("%F0%9F%9A%80");
    assertThat(KeySegment.of("'; drop table\0")).isEqualTo("%27%3B%20drop%20table%00");
    assertThat(KeySegment.of("100%")).isEqualTo("100%25");
  }

  @Test
  void capsLongNamesAndStillTellsThemApart() {
    String one = KeySegment.of("x".repeat(4096));
    String two = KeySegment.of("x".repeat(4095) + "y");

    assertThat(one).hasSize(KeySegment.MAX_LENGTH).isNotEqualTo(two);
    assertThat(two).hasSize(KeySegment.MAX_LENGTH);
  }

  @Property
  void isSafeAndDifferentForDifferentNames(
      @ForAll @StringLength(max = 300) String left, @ForAll @StringLength(max = 300) String right) {
    // Unpaired surrogates have no UTF-8 form of their own; decoding never lets one in.
    Assume.that(isText(left) && isText(right));

    assertThat(KeySegment.of(left)).matches("[A-Za-z0-9_.%~-]*").hasSizeLessThan(161);
    assertThat(KeySegment.of(left).equals(KeySegment.of(right))).isEqualTo(left.equals(right));
  }

  private static boolean isText(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}

package io.penstock.core.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class Utf8CheckTest {
  /** The Unicode Standard, table 3-7: every pair of lead and second byte, and every tail. */
  @Test
  void agreesWithTheJdkOnEveryLeadAndSecondByte() {
    List<String> disagreements = new ArrayList<>();
    int[] tails = {0x00, 0x7F, 0x80, 0xBF, 0xC0};
    for (int lead = 0x80; lead <= 0xFF; lead++) {
      for (int second = 0; second <= 0xFF; second++) {
        for (int third : tails) {
          for (int fourth : tails) {
            byte[] bytes = {(byte) lead, (byte) second, (byte) third, (byte) fourth};
            for (int length = 1; length <= 4; length++) {
              if (Utf8Check.isValid(bytes, 0, length) != jdkAccepts(bytes, 0, length)) {
                disagreements.add(HexFormat.of().formatHex(bytes, 0, length));
              }
            }
          }
        }
      }
    }
    assertThat(disagreements).isEmpty();
  }

  @Property(tries = 5_000)
  void agreesWithTheJdkOnTextWithOneByteChanged(
      @ForAll @Size(max = 40) String text,
      @ForAll @IntRange(max = 200) int at,
      @ForAll byte changed) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0) {
      bytes[at % bytes.length] = changed;
    }
    int from = Math.min(bytes.length, at % 9);
    assertThat(Utf8Check.isValid(bytes, from, bytes.length))
        .isEqualTo(jdkAccepts(bytes, from, bytes.length));
  }

  @Test
  void saysWhereTheFirstBadByteIs() {
    byte[] bytes = "xx0123456789\u00e4?".getBytes(StandardCharsets.UTF_8);
    bytes[14] = (byte) 0xFF;
    assertThatThrownBy(() -> Utf8Check.require(bytes, 2, bytes.length))
        .hasMessage("invalid UTF-8 at byte 12");
  }

  private static boolean jdkAccepts(byte[] bytes, int from, int to) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer out = CharBuffer.allocate(to - from);
    return decoder.decode(ByteBuffer.wrap(bytes, from, to - from), out, true).isUnderflow();
  }
}

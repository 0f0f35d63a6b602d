package io.penstock.core.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AsciiScanTest {
  /** Every byte at every place of a word, and in the tail behind the last whole word. */
  @Test
  void judgesEveryByteAtEveryPlace() {
    for (int at = 0; at < 13; at++) {
      for (int value = 0; value < 256; value++) {
        byte[] bytes = new byte[13];
        Arrays.fill(bytes, (byte) ' ');
        bytes[at] = (byte) value;
        assertEndsAgree(bytes, 0, bytes.length);
      }
    }
  }

  @Property(tries = 5_000)
  void stopsAtTheFirstOfMany(@ForAll byte[] bytes, @ForAll @IntRange(max = 9) int skipped) {
    int from = Math.min(skipped, bytes.length);
    assertEndsAgree(bytes, from, bytes.length);
    assertEndsAgree(bytes, from, Math.max(from, bytes.length - 3));
  }

  private static void assertEndsAgree(byte[] bytes, int from, int to) {
    int printable = from;
    while (printable < to && bytes[printable] >= 0x20 && bytes[printable] < 0x7F) {
      printable++;
    }
    int unescaped = from;
    while (unescaped < printable && bytes[unescaped] != '"' && bytes[unescaped] != '\\') {
      unescaped++;
    }
    int line = from;
    while (line < to && bytes[line] != '\n') {
      line++;
    }
    assertThat(AsciiScan.lineEnd(bytes, from, to)).isEqualTo(line);
    assertThat(AsciiScan.printableEnd(bytes, from, to)).isEqualTo(printable);
    assertThat(AsciiScan.unescapedEnd(bytes, from, to)).isEqualTo(unescaped);
  }
}

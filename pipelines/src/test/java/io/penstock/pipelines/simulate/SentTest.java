package io.penstock.pipelines.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SentTest {
  /** What a decoder reads from the text has to be the number, to the bit. */
  @Test
  void theTextReadsBackAsTheNumber() {
    Rng rng = Rng.of(7, "sent", 0);
    for (int i = 0; i < 10_000; i++) {
      Sent sent = Sent.number(rng.between(-1000, 1_000_000), rng.below(7));

      assertThat(Double.parseDouble(text(sent, '.'))).isEqualTo(sent.number());
    }
  }

  @Test
  void writesLeadingZerosAndTheDecimalSign() {
    assertThat(text(Sent.number(0.003227, 6), '.')).isEqualTo("0.003227");
    assertThat(text(Sent.number(-0.05, 2), ',')).isEqualTo("-0,05");
    assertThat(text(Sent.number(48153, 0), '.')).isEqualTo("48153");
  }

  private static String text(Sent sent, char decimalSign) {
    ByteText out = new ByteText(4);
    sent.append(out, decimalSign);
    return new String(out.toBytes(), StandardCharsets.US_ASCII);
  }
}

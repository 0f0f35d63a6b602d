package io.penstock.io.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AppendTimeWatermarkTest {
  private final AppendTimeWatermark watermark = new AppendTimeWatermark(2_000, 10_000);

  @Test
  void staysBehindTheHighestAppendTime() {
    watermark.read(15_000);
    assertThat(watermark.millis()).isEqualTo(13_000);
  }

  /** A new leader's clock may be behind the old one's. */
  @Test
  void neverGoesBackWhenAppendTimeDoes() {
    watermark.read(15_000);
    watermark.read(14_000);
    assertThat(watermark.millis()).isEqualTo(13_000);
  }

  @Test
  void goesOnFromWhereACheckpointLeftIt() {
    watermark.read(11_000);
    assertThat(watermark.millis()).isEqualTo(10_000);
  }

  @Test
  void followsTheLookAtTheEndWhileNothingIsLeftToRead() {
    watermark.idle(20_000);
    assertThat(watermark.millis()).isEqualTo(18_000);
    watermark.idle(19_000);
    assertThat(watermark.millis()).isEqualTo(18_000);
  }
}

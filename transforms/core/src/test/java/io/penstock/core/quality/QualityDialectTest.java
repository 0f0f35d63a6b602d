package io.penstock.core.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QualityDialectTest {
  /** OPC UA Part 8, A.4.3: the severity in bits 7-6 survives, whatever the sub-status. */
  @Test
  void keepsTheSeverityOfEveryOpcDaCode() {
    for (int code = 0; code < 256; code++) {
      OptionalInt status = QualityDialect.OPC_DA.statusCode(code);
      switch (code >> 6) {
        case 0 -> assertThat(Quality.isBad(status.orElseThrow())).isTrue();
        case 1 -> assertThat(Quality.isUncertain(status.orElseThrow())).isTrue();
        case 3 -> assertThat(Quality.isGood(status.orElseThrow())).isTrue();
        default -> assertThat(status).isEmpty();
      }
    }
  }

  /** OPC UA Part 4, 7.39: limit bits 9-8 are valid with info type DataValue, bits 11-10 = 01. */
  @Test
  void carriesLimitBitsOver() {
    assertThat(QualityDialect.OPC_DA.statusCode(0xC1)).hasValue(0x0000_0500);
    assertThat(QualityDialect.OPC_DA.statusCode(0xC3)).hasValue(0x0000_0700);
    assertThat(QualityDialect.OPC_DA.statusCode(0x56)).hasValue(0x4094_0600);
  }

  @Test
  void takesStatusCodesAsTheyAre() {
    assertThat(QualityDialect.OPC_UA.statusCode(0)).hasValue(Quality.GOOD);
    assertThat(QualityDialect.OPC_UA.statusCode(0x8034_0000L)).hasValue(0x8034_0000);
    assertThat(QualityDialect.OPC_UA.statusCode(0x0000_0402L)).hasValue(0x0000_0402);
    assertThat(QualityDialect.OPC_UA.statusCode(0xFFFF_FFFFL)).hasValue(-1);
  }

  /** Sparkplug B 3.0 knows 0, 192 and 500 only. */
  @Test
  void mapsTheThreeCodesOfSparkplug() {
    assertThat(QualityDialect.SPARKPLUG.statusCode(0)).hasValue(Quality.BAD);
    assertThat(QualityDialect.SPARKPLUG.statusCode(192)).hasValue(Quality.GOOD);
    assertThat(QualityDialect.SPARKPLUG.statusCode(500)).hasValue(Quality.BAD_NO_COMMUNICATION);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 1, 192, 500, 0x3FF, 1L << 32, Long.MAX_VALUE})
  void opcUaLeavesUndefinedCodesUndefined(long code) {
    assertThat(QualityDialect.OPC_UA.statusCode(code)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 128, 191, 256, 500, 0x8000_0000L, 1L << 32})
  void opcDaLeavesUndefinedCodesUndefined(long code) {
    assertThat(QualityDialect.OPC_DA.statusCode(code)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 1, 64, 191, 193, 499, 501, 0x8000_0000L, 1L << 32})
  void sparkplugLeavesUndefinedCodesUndefined(long code) {
    assertThat(QualityDialect.SPARKPLUG.statusCode(code)).isEmpty();
  }
}

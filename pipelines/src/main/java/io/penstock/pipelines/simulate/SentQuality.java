package io.penstock.pipelines.simulate;

import io.penstock.core.quality.Quality;

/** A quality code as a message spells it: OPC DA (OPC UA Part 8, A.4.3). */
enum SentQuality {
  /** No code at all, which is Good. */
  ABSENT(-1, Quality.GOOD),
  /** Good, spelt out. */
  GOOD(192, Quality.GOOD),
  /** Uncertain. */
  UNCERTAIN(64, Quality.UNCERTAIN),
  /** Sensor failure: Bad_SensorFailure. */
  SENSOR_FAILURE(16, 0x808C_0000),
  /** Last known value, the link being down: Bad_NoCommunication. */
  STALE(20, Quality.BAD_NO_COMMUNICATION);

  private final int code;
  private final int status;

  SentQuality(int code, int status) {
    this.code = code;
    this.status = status;
  }

  int code() {
    return code;
  }

  /** The OPC UA StatusCode it means. */
  int status() {
    return status;
  }
}

package io.penstock.runners.flink.gate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A record of the script.
 *
 * @param thereMillis when the log has it, by the script's clock
 * @param appendMillis its append time, which steps back now and then, as after a change of leader
 * @param readings what it carries
 */
record ScriptedRecord(long thereMillis, long appendMillis, List<ScriptedReading> readings) {
  long appendMicros() {
    return appendMillis * 1000;
  }

  byte[] payload() {
    return readings.stream()
        .map(ScriptedReading::line)
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }
}

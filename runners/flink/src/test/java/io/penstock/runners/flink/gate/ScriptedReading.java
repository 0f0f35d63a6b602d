package io.penstock.runners.flink.gate;

/**
 * A reading of the script.
 *
 * @param id tells it from all others; its value
 * @param machine number of its machine, 0 to 5
 * @param metric {@code temperature} or {@code flow}
 * @param eventMicros its event time
 */
record ScriptedReading(long id, int machine, String metric, long eventMicros) {
  /** The asset that the catalogue gives its machine. */
  String asset() {
    return "acme/site/area/line/m" + machine;
  }

  String line() {
    return "{\"d\":\"m%d\",\"s\":\"%s\",\"t\":%d,\"v\":%d}\n"
        .formatted(machine, metric, eventMicros, id);
  }
}

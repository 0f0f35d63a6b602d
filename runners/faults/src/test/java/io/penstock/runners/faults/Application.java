package io.penstock.runners.faults;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the processes of a cluster in application mode are started with.
 *
 * @param settings Flink's, over those of the tests
 * @param flags of every JVM
 * @param environment of every JVM
 * @param program the main class that the JobManager runs, and its arguments
 */
record Application(
    Map<String, String> settings,
    List<String> flags,
    Map<String, String> environment,
    List<String> program) {

  /** The same with one more setting. */
  Application with(String key, String value) {
    Map<String, String> more = new TreeMap<>(settings);
    more.put(key, value);
    return new Application(more, flags, environment, program);
  }
}

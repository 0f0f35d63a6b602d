package io.penstock.testkit.process;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a JVM is started.
 *
 * @param heap its heap, such as {@code 512m}
 * @param flags what else it is told
 * @param environment variables beside this process's own
 */
public record JvmSettings(String heap, List<String> flags, Map<String, String> environment) {

  /** With what Flink and Beam need opened (Java 17, JEP 403). */
  public static JvmSettings ofFlink(String heap) {
    return new JvmSettings(
        heap,
        Stream.of("lang", "util", "time", "util.concurrent")
            .map(opened -> "--add-opens=java.base/java." + opened + "=ALL-UNNAMED")
            .toList(),
        Map.of());
  }
}

package io.penstock.benchmarks.live;

import java.util.Map;
import java.util.TreeMap;

/** {@code name=value} arguments, by which the benchmark tells its processes what to do. */
final class Arguments {
  private final Map<String, String> values = new TreeMap<>();

  Arguments(String[] args) {
    for (String arg : args) {
      int equals = arg.indexOf('=');
      values.put(arg.substring(0, equals), arg.substring(equals + 1));
    }
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + name + " among " + values);
    }
    return value;
  }

  int integer(String name) {
    return Integer.parseInt(text(name));
  }

  long whole(String name) {
    return Long.parseLong(text(name));
  }
}

package io.penstock.benchmarks.live;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A reading as the native job moves it: a POJO by Flink's rules, and by Jackson's. */
public final class NativeReading {
  /** The series. */
  public String id = "";

  /** Event time, milliseconds since 1970. */
  @JsonProperty("ts")
  public long millis;

  /** The value. */
  public double value;

  /** An empty one, for Flink and Jackson. */
  public NativeReading() {}

  /** A reading. */
  NativeReading(String id, long millis, double value) {
    this.id = id;
    this.millis = millis;
    this.value = value;
  }
}

package io.penstock.pipelines.plan;

import io.penstock.core.plan.TimePlan;
import io.penstock.core.time.TimeRule;

/**
 * The section {@code time}.
 *
 * @param plan lateness
 * @param hasSettle whether the file says how long to settle
 * @param earliest first plausible event time, microseconds UTC
 * @param latest last plausible event time, microseconds UTC
 */
record TimeSection(TimePlan plan, boolean hasSettle, long earliest, long latest) {

  static TimeSection of(YamlMap time) {
    TimePlan standard = TimePlan.DEFAULT;
    return new TimeSection(
        new TimePlan(
            time.micros("maxDelay", standard.maxDelayMicros()),
            time.micros("maxAhead", standard.maxAheadMicros()),
            time.micros("settle", standard.settleMicros()),
            time.micros("slack", standard.slackMicros())),
        time.has("settle"),
        instant(time, "earliest", TimeRule.DEFAULT_EARLIEST),
        instant(time, "latest", TimeRule.DEFAULT_LATEST));
  }

  private static long instant(YamlMap time, String key, long fallback) {
    return time.<Long>value(key, SettingText::instantMicros).orElse(fallback);
  }

  /** The same lateness with another time to settle. */
  TimePlan withSettle(long settleMicros) {
    return new TimePlan(
        plan.maxDelayMicros(), plan.maxAheadMicros(), settleMicros, plan.slackMicros());
  }
}

package io.penstock.pipelines.live;

import io.penstock.core.plan.Plan;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Never;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.joda.time.Duration;

/**
 * When the groups of the live stream are computed.
 *
 * <p>All panes accumulate, so that each is a whole answer. All windows are kept for {@code maxDelay
 * + slack} behind the watermark, which no admitted reading is: the watermark is an append time less
 * {@code settle}, a reading is admitted up to {@code maxDelay} before its append time, and {@code
 * slack} is what clocks of brokers and workers may differ. So {@code droppedDueToLateness} stays 0.
 */
final class LiveWindows {
  private LiveWindows() {}

  /** Hot tiles: when the watermark passes, then for late readings, at a limited rate. */
  static <T> Window<T> hot(Plan plan, long tileMicros) {
    AfterWatermark.AfterWatermarkEarlyAndLate trigger =
        AfterWatermark.pastEndOfWindow().withLateFirings(every(plan.live().lateEveryMicros()));
    if (plan.live().earlyEveryMicros() > 0) {
      trigger = trigger.withEarlyFirings(every(plan.live().earlyEveryMicros()));
    }
    return windows(plan, tileMicros, trigger);
  }

  /** Archive periods: once, when no admitted reading can come any more. */
  static <T> Window<T> archive(Plan plan) {
    return windows(plan, plan.archive().periodMicros(), Never.ever());
  }

  /** Slots of append time: when the watermark passes, then for what came out of order. */
  static <T> Window<T> raw(Plan plan) {
    return windows(
        plan,
        plan.live().rawSlotMicros(),
        AfterWatermark.pastEndOfWindow().withLateFirings(every(plan.live().lateEveryMicros())));
  }

  private static <T> Window<T> windows(Plan plan, long micros, Trigger trigger) {
    // An empty pane would say that nothing was read, and a restore can bring one about.
    return Window.<T>into(FixedWindows.of(duration(micros)))
        .triggering(trigger)
        .withAllowedLateness(allowedLateness(plan), Window.ClosingBehavior.FIRE_IF_NON_EMPTY)
        .withOnTimeBehavior(Window.OnTimeBehavior.FIRE_IF_NON_EMPTY)
        .accumulatingFiredPanes();
  }

  /** {@code maxDelay + slack}. */
  static Duration allowedLateness(Plan plan) {
    return duration(plan.time().maxDelayMicros() + plan.time().slackMicros());
  }

  private static AfterProcessingTime every(long micros) {
    return AfterProcessingTime.pastFirstElementInPane().plusDelayOf(duration(micros));
  }

  /** Rounded up to the engine's milliseconds. */
  private static Duration duration(long micros) {
    return Duration.millis(Math.floorDiv(micros + 999, 1000));
  }
}

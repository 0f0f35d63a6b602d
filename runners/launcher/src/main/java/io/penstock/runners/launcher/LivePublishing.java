package io.penstock.runners.launcher;

import io.penstock.bridge.MqttConnection;
import io.penstock.bridge.MqttPublisher;
import io.penstock.core.time.Micros;
import io.penstock.pipelines.simulate.LivePlant;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Publishes a simulated plant over MQTT: at its own pace, or at a fixed number per second. */
final class LivePublishing {
  /** Stands for the plant's own pace. */
  static final int OWN_PACE = 0;

  private static final long SECOND = 1_000_000;

  private final MqttConnection broker;
  private final int messagesPerSecond;
  private final Clock clock;
  private final AtomicLong sent = new AtomicLong();
  private long startMicros;

  LivePublishing(MqttConnection broker, int messagesPerSecond, Clock clock) {
    this.broker = broker;
    this.messagesPerSecond = messagesPerSecond;
    this.clock = clock;
  }

  /**
   * Publishes everything; returns when the broker has acknowledged the last message.
   *
   * @return how many messages there were
   */
  long run(LivePlant plant, long seed) throws IOException, InterruptedException {
    startMicros = nowMicros();
    try (MqttPublisher publisher = MqttPublisher.connect(broker, "penstock-simulator-" + seed)) {
      plant.sendTo(
          sending -> {
            await(dueMicros(sending));
            publisher.publish(sending.topic(), sending.payload());
            sent.incrementAndGet();
          });
      publisher.flush();
    }
    return sent.get();
  }

  /** Messages handed to the client so far; any thread may ask. */
  long sent() {
    return sent.get();
  }

  private long dueMicros(LivePlant.Sending sending) {
    return messagesPerSecond == OWN_PACE
        ? sending.dueMicros()
        : startMicros + sent.get() * SECOND / messagesPerSecond;
  }

  private void await(long dueMicros) throws InterruptedException {
    long wait = dueMicros - nowMicros();
    if (wait > 0) {
      TimeUnit.MICROSECONDS.sleep(wait);
    }
  }

  private long nowMicros() {
    return Micros.of(clock.instant());
  }
}

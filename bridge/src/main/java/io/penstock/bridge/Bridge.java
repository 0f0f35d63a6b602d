package io.penstock.bridge;

import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A running bridge: every source of a plan that has an {@code mqtt} section, each on a thread and
 * in an MQTT session of its own.
 *
 * <p>A session is named {@code penstock-<plan>-<source>-<instance>}, the same at every start, so
 * that the broker keeps for an absent bridge what it has not acknowledged. Two bridges of one
 * instance would take the session from each other.
 */
public final class Bridge implements AutoCloseable {
  private static final Duration FAREWELL = Duration.ofSeconds(60);

  private final List<SourceBridge> sources = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private Bridge() {}

  /**
   * Starts a bridge. Brokers need not be there yet.
   *
   * @param instance which of several bridges of the plan this is
   * @throws IllegalArgumentException when no source has an {@code mqtt} section, or when one is
   *     shared and the broker speaks MQTT 3.1.1
   */
  public static Bridge start(
      Plan plan,
      String instance,
      MqttConnection mqtt,
      KafkaConnection kafka,
      BridgeSettings settings) {
    requireSharing(plan.sources(), mqtt);
    return start(plan.name(), plan.sources(), instance, new MqttLinks(mqtt), kafka, settings);
  }

  static Bridge start(
      String plan,
      List<SourcePlan> sources,
      String instance,
      MqttLink.Opener mqtt,
      KafkaConnection kafka,
      BridgeSettings settings) {
    Bridge bridge = new Bridge();
    for (SourcePlan source : sources) {
      if (source.mqtt().isGiven()) {
        String clientId = "penstock-" + plan + "-" + source.name() + "-" + instance;
        bridge.sources.add(new SourceBridge(source, clientId, mqtt, kafka, settings));
      }
    }
    if (bridge.sources.isEmpty()) {
      throw new IllegalArgumentException(
          "plan " + plan + " has nothing to bridge: give one of its sources an mqtt section");
    }
    for (SourceBridge source : bridge.sources) {
      Thread thread = new Thread(source, "penstock-bridge-" + source.name());
      bridge.threads.add(thread);
      thread.start();
    }
    return bridge;
  }

  /**
   * Shared subscriptions are a part of MQTT 5; elsewhere {@code $share/...} may be just a topic.
   */
  static void requireSharing(List<SourcePlan> sources, MqttConnection mqtt) {
    for (SourcePlan source : sources) {
      if (source.mqtt().isShared() && mqtt.version() != MqttConnection.Version.MQTT_5) {
        throw new IllegalArgumentException(
            "source "
                + source.name()
                + " has mqtt.group, which needs version=5 in the connection file, but was: 3.1.1");
      }
    }
  }

  /** Serves {@code /healthz}, {@code /readyz} and {@code /metrics}; closed by the caller. */
  public StatusServer serve(InetSocketAddress address) throws IOException {
    return StatusServer.start(this, address);
  }

  /** Whether all sources let messages flow. */
  public boolean isReady() {
    return sources.stream().allMatch(source -> source.state() == SourceBridge.State.READY);
  }

  /** Whether all sources are being worked at, be it by waiting for a broker. */
  public boolean isAlive() {
    return threads.stream().allMatch(Thread::isAlive);
  }

  /** A number summed over the sources. */
  public long value(BridgeMetric metric) {
    return sources.stream().mapToLong(source -> source.value(metric)).sum();
  }

  List<SourceBridge> sources() {
    return List.copyOf(sources);
  }

  /**
   * Stops in order: receives nothing more, brings to Kafka what it has, acknowledges it, and
   * disconnects, leaving the sessions to the broker. Takes at most a minute; what is not in Kafka
   * by then, the broker repeats.
   */
  @Override
  public void close() {
    sources.forEach(SourceBridge::stop);
    long deadline = System.nanoTime() + FAREWELL.toNanos();
    boolean interrupted = false;
    for (Thread thread : threads) {
      try {
        thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
      } catch (InterruptedException e) {
        interrupted = true;
      }
      thread.interrupt();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

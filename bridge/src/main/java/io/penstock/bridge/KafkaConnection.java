package io.penstock.bridge;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How to reach Kafka: properties of its client, of which {@code bootstrap.servers} is one.
 *
 * @param settings the properties; never shown, since secrets may be among them
 */
public record KafkaConnection(Map<String, String> settings) {
  /** What the bridge's promises rest on. */
  private static final Set<String> OURS =
      Set.of(
          "acks",
          "enable.idempotence",
          "retries",
          "delivery.timeout.ms",
          "max.in.flight.requests.per.connection",
          "max.request.size",
          "buffer.memory",
          "key.serializer",
          "value.serializer",
          "partitioner.class",
          "transactional.id");

  /**
   * Copies the settings.
   *
   * @throws IllegalArgumentException when they have what only the bridge may set
   */
  public KafkaConnection {
    Set<String> taken = new TreeSet<>(settings.keySet());
    taken.retainAll(OURS);
    if (!taken.isEmpty()) {
      throw new IllegalArgumentException("must leave to the bridge: " + taken);
    }
    settings = Map.copyOf(settings);
  }

  /** A cluster that anybody may use. */
  public static KafkaConnection plain(String bootstrapServers) {
    return new KafkaConnection(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** The settings with more over them. */
  Map<String, Object> with(Map<String, Object> more) {
    Map<String, Object> all = new TreeMap<>(settings);
    all.putAll(more);
    return all;
  }

  /** The brokers alone. */
  @Override
  public String toString() {
    return "Kafka at " + settings.getOrDefault("bootstrap.servers", "");
  }
}

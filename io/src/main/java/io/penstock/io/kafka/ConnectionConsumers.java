package io.penstock.io.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Makes consumers for {@code KafkaIO} with what the connection's file says at that moment. KafkaIO
 * writes its configuration into checkpoints with Java's serialization; of this it writes a name.
 */
final class ConnectionConsumers
    implements SerializableFunction<Map<String, Object>, Consumer<byte[], byte[]>> {
  private static final long serialVersionUID = 1;

  private final KafkaConnection connection;

  ConnectionConsumers(KafkaConnection connection) {
    this.connection = connection;
  }

  @Override
  public Consumer<byte[], byte[]> apply(Map<String, Object> ours) {
    try {
      Map<String, Object> all = new HashMap<>(ours);
      all.putAll(connection.properties());
      return new KafkaConsumer<>(all);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot connect to Kafka", e);
    }
  }
}

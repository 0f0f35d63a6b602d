package io.penstock.bridge;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records to one topic, idempotent and with {@code acks=all}. While Kafka is away it tries
 * on without end: what waits here is bounded by who hands it over.
 */
final class KafkaSink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaSink.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  /** Kafka's own default of {@code max.message.bytes}. */
  private static final int USUAL_LARGEST_RECORD = 1_048_588;

  /** What a batch costs around its one record. */
  private static final int BATCH_OVERHEAD = 512;

  private static final long PRODUCER_ROOM = 32L << 20;

  private final KafkaProducer<byte[], byte[]> producer;
  private final int largestRecord;

  private KafkaSink(KafkaProducer<byte[], byte[]> producer, int largestRecord) {
    this.producer = producer;
    this.largestRecord = largestRecord;
  }

  /**
   * Opens a topic.
   *
   * @throws IOException when Kafka cannot be reached, or has no such topic
   */
  static KafkaSink open(KafkaConnection connection, String topic, BridgeSettings settings)
      throws IOException, InterruptedException {
    try {
      int limit = largestRecord(connection, topic);
      KafkaProducer<byte[], byte[]> producer = producer(connection, limit, settings);
      try {
        // Knows the partitions from now on, so that sending does not wait when Kafka goes away.
        var unused = producer.partitionsFor(topic);
      } catch (KafkaException e) {
        producer.close(Duration.ZERO);
        throw e;
      }
      return new KafkaSink(producer, limit - BATCH_OVERHEAD);
    } catch (InterruptException e) {
      throw interrupted(e);
    } catch (KafkaException e) {
      throw new IOException(connection + ": " + e.getMessage(), e);
    }
  }

  /** Bytes of the largest record that the topic takes, with key and headers. */
  int largestRecord() {
    return largestRecord;
  }

  /**
   * Sends a record; records with one key arrive in the order of the calls. May wait for room.
   *
   * @param done is told on another thread when all in-sync replicas have it, or why they never will
   * @throws IOException when the producer cannot take it
   */
  void send(ProducerRecord<byte[], byte[]> message, Callback done)
      throws IOException, InterruptedException {
    try {
      var unused = producer.send(message, done);
    } catch (InterruptException e) {
      throw interrupted(e);
    } catch (KafkaException e) {
      throw new IOException("Kafka takes no record: " + e.getMessage(), e);
    }
  }

  /** Gives up what is under way after a moment; what was not acknowledged will come again. */
  @Override
  public void close() {
    try {
      producer.close(FAREWELL);
    } catch (InterruptException e) {
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      LOG.warn("the producer did not close in order: {}", e.getMessage());
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(
      KafkaConnection connection, int limit, BridgeSettings settings) {
    Map<String, Object> standard =
        Map.of(
            ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
            ProducerConfig.LINGER_MS_CONFIG, "0",
            ProducerConfig.BATCH_SIZE_CONFIG,
                Integer.toString(Math.min(limit, 4 * settings.recordBytes())),
            ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "5000",
            ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, "2000");
    Map<String, Object> promises =
        Map.of(
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
            ProducerConfig.RETRIES_CONFIG, Integer.toString(Integer.MAX_VALUE),
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(Integer.MAX_VALUE),
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(limit),
            ProducerConfig.BUFFER_MEMORY_CONFIG,
                Long.toString(settings.inFlightBytes() + limit + PRODUCER_ROOM));
    Map<String, Object> all = new TreeMap<>(standard);
    all.putAll(connection.with(promises));
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Asks the topic, which also shows that it is there. */
  private static int largestRecord(KafkaConnection connection, String topic)
      throws IOException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Map<String, Object> settings =
        connection.with(
            Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Long.toString(PATIENCE.toMillis()),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Long.toString(PATIENCE.toMillis() / 2)));
    try (Admin admin = Admin.create(settings)) {
      Config config =
          admin
              .describeConfigs(List.of(resource))
              .all()
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
              .getOrDefault(resource, new Config(List.of()));
      ConfigEntry limit = config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
      return limit == null ? USUAL_LARGEST_RECORD : Integer.parseInt(limit.value());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        LOG.warn(
            "may not ask topic {} for max.message.bytes; taking it for {}",
            topic,
            USUAL_LARGEST_RECORD);
        return USUAL_LARGEST_RECORD;
      }
      throw new IOException(
          connection + ", topic " + topic + ": " + String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new IOException(connection + ": no answer in " + PATIENCE.toSeconds() + " s", e);
    }
  }

  private static InterruptedException interrupted(InterruptException cause) {
    InterruptedException interrupted = new InterruptedException(cause.getMessage());
    interrupted.initCause(cause);
    // InterruptException has set the flag again, which the checked one stands for now.
    boolean unused = Thread.interrupted();
    return interrupted;
  }
}

package io.penstock.io.kafka;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Records of one partition that have been written already. As text {@code topic/partition/from-to}.
 *
 * @param topic the topic
 * @param partition the partition, from 0
 * @param from the first offset
 * @param to the end, exclusive
 */
public record TopicRange(String topic, int partition, long from, long to) implements Serializable {
  private static final Duration POLL = Duration.ofSeconds(1);

  /** A broker that gives nothing for so long is taken for gone. */
  private static final int SILENT_POLLS = 120;

  /** Takes records, in the order of their offsets. */
  public interface Visitor {
    /** Takes one record. */
    void record(ConsumerRecord<byte[], byte[]> record) throws IOException;
  }

  /** The text form. */
  public String text() {
    return topic + '/' + partition + '/' + from + '-' + to;
  }

  /** Whether a text is meant as a range: hashes of files have no slash. */
  public static boolean isRange(String text) {
    return text.indexOf('/') >= 0;
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when it is not one
   */
  public static TopicRange parse(String text) {
    int offsets = text.lastIndexOf('/');
    int partition = text.lastIndexOf('/', offsets - 1);
    int dash = text.indexOf('-', offsets);
    if (partition < 0 || dash < 0) {
      throw new IllegalArgumentException("must be topic/partition/from-to, but was: " + text);
    }
    return new TopicRange(
        text.substring(0, partition),
        Integer.parseInt(text.substring(partition + 1, offsets)),
        Long.parseLong(text.substring(offsets + 1, dash)),
        Long.parseLong(text.substring(dash + 1)));
  }

  /** The records from an offset on; nothing when none are left. */
  public Optional<TopicRange> from(long offset) {
    return offset < to
        ? Optional.of(new TopicRange(topic, partition, Math.max(from, offset), to))
        : Optional.empty();
  }

  /** The same records in pieces of at most so many offsets. */
  public List<TopicRange> pieces(long offsets) {
    List<TopicRange> pieces = new ArrayList<>();
    for (long start = from; start < to; start += offsets) {
      pieces.add(new TopicRange(topic, partition, start, Math.min(to, start + offsets)));
    }
    return pieces;
  }

  /**
   * Reads the records. Joins no consumer group and commits nothing, so a stream that reads the same
   * topic does not notice.
   *
   * @throws IOException when the topic does not have them any more, or its broker gives nothing
   */
  public void read(KafkaConnection connection, Visitor visitor) throws IOException {
    TopicPartition assigned = new TopicPartition(topic, partition);
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings(connection))) {
      consumer.assign(List.of(assigned));
      consumer.seek(assigned, from);
      long position = from;
      int silent = 0;
      // The position counts and not the records: markers of transactions are offsets without one.
      while (position < to) {
        for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
          if (read.offset() < to) {
            requireAppendTime(read);
            visitor.record(read);
          }
        }
        long before = position;
        position = consumer.position(assigned);
        silent = position == before ? silent + 1 : 0;
        if (silent == SILENT_POLLS) {
          throw new IOException(
              text() + ": the broker has given nothing from offset " + position + " on");
        }
      }
    } catch (OffsetOutOfRangeException e) {
      throw new IOException(text() + ": the topic does not have these records any more", e);
    } catch (KafkaException e) {
      throw new IOException(text() + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** As the stream does: slots, gate and completeness go by the broker's clock. */
  private void requireAppendTime(ConsumerRecord<byte[], byte[]> read) throws IOException {
    if (read.timestampType() != TimestampType.LOG_APPEND_TIME) {
      throw new IOException(
          text()
              + ": the record at offset "
              + read.offset()
              + " has a producer's time and not the time it was appended at: it was written before"
              + " message.timestamp.type was LogAppendTime, and cannot be landed");
    }
  }

  private static Map<String, Object> settings(KafkaConnection connection) throws IOException {
    Map<String, Object> settings = new HashMap<>(connection.properties());
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return settings;
  }
}

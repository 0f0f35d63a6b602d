package io.penstock.bridge;

import io.penstock.core.decode.Format;
import io.penstock.core.decode.Oversize;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * How MQTT messages become Kafka records, so that a {@link io.penstock.core.decode.SourceDecoder}
 * reads from a record exactly what it would read from its messages one by one.
 *
 * <p>A record holds messages of one topic. Its key is the topic in UTF-8, and its headers are
 * {@link #TOPIC}, {@link #RETAINED} and {@link #MESSAGES}. Its value is the payload of its only
 * message, unchanged; or, where the format frames by lines, the payloads of its messages joined by
 * newlines. Joined are only messages that mean the same inside a record as alone: see {@link
 * #joins}.
 *
 * <p>A message that Kafka would refuse for its size becomes a record of its first bytes with {@link
 * #OVERSIZE_BYTES} and {@link #OVERSIZE_SHA256}, which a consumer quarantines instead of decoding.
 */
public final class Envelope {
  /** The MQTT topic, UTF-8. */
  public static final String TOPIC = "penstock.mqtt.topic";

  /** {@code true} when the broker had retained the messages, else {@code false}. */
  public static final String RETAINED = "penstock.mqtt.retained";

  /** How many MQTT messages the record holds, decimal. */
  public static final String MESSAGES = "penstock.mqtt.messages";

  /** The size of a message that did not fit, decimal; the value is only its head. */
  public static final String OVERSIZE_BYTES = Oversize.BYTES_HEADER;

  /** The SHA-256 of a message that did not fit, lower-case hex. */
  public static final String OVERSIZE_SHA256 = Oversize.SHA256_HEADER;

  /** How much is kept of a message that did not fit. */
  public static final int HEAD_BYTES = 4096;

  /** Room for headers and the record's own framing. */
  private static final int OVERHEAD_BYTES = 1024;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final String kafkaTopic;
  private final boolean framesByLines;
  private final int largestRecord;

  /**
   * An envelope for one source.
   *
   * @param kafkaTopic where records go
   * @param format how the source's messages are decoded
   * @param largestRecord bytes of the largest record that Kafka takes
   */
  public Envelope(String kafkaTopic, Format format, int largestRecord) {
    this.kafkaTopic = kafkaTopic;
    this.framesByLines = format.framing() == Format.Framing.LINES && format.headerLines() == 0;
    this.largestRecord = largestRecord;
  }

  /**
   * Whether a payload may share a record. Not where the format takes a payload as one document or
   * as a table with its own header; not when it is empty, since between two newlines it would
   * vanish instead of being quarantined; not when it starts with a byte order mark, which is one
   * only at the start.
   */
  boolean joins(byte[] payload) {
    return framesByLines && payload.length > 0 && !startsWithMark(payload);
  }

  /** Whether Kafka takes a message at all. */
  boolean fits(MqttMessage message) {
    return message.payload().length <= room(message.topic());
  }

  /** Payload bytes that Kafka takes in a record of a topic, which is there as key and header. */
  int room(String topic) {
    return largestRecord - OVERHEAD_BYTES - 2 * utf8(topic).length;
  }

  /** The record of some messages of one topic and retained flag. */
  ProducerRecord<byte[], byte[]> record(List<MqttMessage> messages) {
    MqttMessage first = messages.get(0);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            kafkaTopic,
            utf8(first.topic()),
            messages.size() == 1 ? first.payload() : join(messages));
    describe(record.headers(), first, messages.size());
    return record;
  }

  /** The record that stands for a message which does not fit. */
  ProducerRecord<byte[], byte[]> oversize(MqttMessage message) {
    byte[] head = Arrays.copyOf(message.payload(), Math.min(HEAD_BYTES, message.payload().length));
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(kafkaTopic, utf8(message.topic()), head);
    describe(record.headers(), message, 1);
    record
        .headers()
        .add(OVERSIZE_BYTES, utf8(Integer.toString(message.payload().length)))
        .add(OVERSIZE_SHA256, utf8(sha256(message.payload())));
    return record;
  }

  private static void describe(Headers headers, MqttMessage message, int count) {
    headers
        .add(TOPIC, utf8(message.topic()))
        .add(RETAINED, utf8(Boolean.toString(message.retained())))
        .add(MESSAGES, utf8(Integer.toString(count)));
  }

  private static byte[] join(List<MqttMessage> messages) {
    int size = messages.size() - 1;
    for (MqttMessage message : messages) {
      size += message.payload().length;
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream(size);
    for (int i = 0; i < messages.size(); i++) {
      if (i > 0) {
        joined.write('\n');
      }
      joined.writeBytes(messages.get(i).payload());
    }
    return joined.toByteArray();
  }

  private static boolean startsWithMark(byte[] payload) {
    return payload.length >= BYTE_ORDER_MARK.length
        && Arrays.equals(payload, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, 3);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

package io.penstock.io.kafka;

import io.penstock.core.decode.Oversize;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.decode.RecordOrigin;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Records of Kafka as raw messages. Of the headers those of {@link Oversize} are taken, which alone
 * change what a record means.
 */
public final class RecordMessages {
  private static final byte[] NO_BYTES = {};

  private RecordMessages() {}

  /** A record without a value is an empty message, and without a key one with an empty key. */
  public static RawMessage of(String source, KafkaRecord<byte[], byte[]> read) {
    return of(
        source,
        new RecordOrigin(read.getTopic(), read.getPartition(), read.getOffset()),
        read.getKV().getKey(),
        read.getKV().getValue(),
        read.getTimestamp(),
        read.getHeaders());
  }

  /** The same for a record as Kafka's own client gives it. */
  public static RawMessage of(String source, ConsumerRecord<byte[], byte[]> read) {
    return of(
        source,
        new RecordOrigin(read.topic(), read.partition(), read.offset()),
        read.key(),
        read.value(),
        read.timestamp(),
        read.headers());
  }

  private static RawMessage of(
      String source,
      RecordOrigin origin,
      byte @Nullable [] key,
      byte @Nullable [] value,
      long appendMillis,
      @Nullable Headers headers) {
    byte[] payload = orEmpty(value);
    return new RawMessage(
        source,
        origin.text(),
        0,
        text(key),
        NO_BYTES,
        payload,
        Math.multiplyExact(appendMillis, 1000),
        oversize(headers, payload));
  }

  private static Optional<Oversize> oversize(@Nullable Headers headers, byte[] value) {
    Header size = headers == null ? null : headers.lastHeader(Oversize.BYTES_HEADER);
    if (headers == null || size == null) {
      return Optional.empty();
    }
    Header hash = headers.lastHeader(Oversize.SHA256_HEADER);
    return Optional.of(
        Oversize.told(text(size.value()), hash == null ? "" : text(hash.value()), value));
  }

  private static String text(byte @Nullable [] utf8) {
    return new String(orEmpty(utf8), StandardCharsets.UTF_8);
  }

  private static byte[] orEmpty(byte @Nullable [] bytes) {
    return bytes == null ? NO_BYTES : bytes;
  }
}

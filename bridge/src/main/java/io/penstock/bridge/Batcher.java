package io.penstock.bridge;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Gathers messages into records, one open record per topic. Within a topic, messages leave in the
 * order they came. Time is given, so nothing here waits; serves one thread.
 */
final class Batcher {
  private final Envelope envelope;
  private final int recordBytes;
  private final long lingerNanos;
  private final Consumer<List<MqttMessage>> out;

  /** By topic, the longest open first: a topic is removed when its record leaves. */
  private final Map<String, OpenRecord> open = new LinkedHashMap<>();

  /**
   * A batcher.
   *
   * @param out takes the messages of one record; never an empty list
   */
  Batcher(Envelope envelope, BridgeSettings settings, Consumer<List<MqttMessage>> out) {
    this.envelope = envelope;
    this.recordBytes = settings.recordBytes();
    this.lingerNanos = settings.linger().toNanos();
    this.out = out;
  }

  /** Takes a message that arrived at a time of {@link System#nanoTime}. */
  void add(MqttMessage message, long nowNanos) {
    if (!envelope.joins(message.payload()) || !envelope.fits(message)) {
      close(message.topic());
      out.accept(List.of(message));
      return;
    }
    OpenRecord record = open.get(message.topic());
    if (record != null && !record.takes(message)) {
      close(message.topic());
      record = null;
    }
    if (record == null) {
      record = new OpenRecord(nowNanos, Math.min(recordBytes, envelope.room(message.topic())));
      open.put(message.topic(), record);
    }
    record.add(message);
    if (record.isFull()) {
      close(message.topic());
    }
  }

  /** Lets go what has waited long enough. */
  void flushDue(long nowNanos) {
    Iterator<OpenRecord> oldest = open.values().iterator();
    while (oldest.hasNext()) {
      OpenRecord record = oldest.next();
      if (nowNanos - record.openedNanos() < lingerNanos) {
        return;
      }
      oldest.remove();
      out.accept(record.messages());
    }
  }

  /** Lets everything go. */
  void flush() {
    List<OpenRecord> all = List.copyOf(open.values());
    open.clear();
    all.forEach(record -> out.accept(record.messages()));
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  private void close(String topic) {
    OpenRecord record = open.remove(topic);
    if (record != null) {
      out.accept(record.messages());
    }
  }
}

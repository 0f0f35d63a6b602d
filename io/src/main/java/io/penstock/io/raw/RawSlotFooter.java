package io.penstock.io.raw;

import io.penstock.core.decode.RawMessage;
import io.penstock.core.decode.RecordOrigin;
import io.penstock.io.object.UnreadableObjectException;
import io.penstock.io.parquet.ParquetObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an object of the raw archive of a stream says about itself.
 *
 * @param slot which object it is
 * @param firstOffset lowest offset in it
 * @param lastOffset highest offset in it
 * @param messages number of records; all of {@code firstOffset} to {@code lastOffset} unless a
 *     partition's append time went back, or a stream was started anew in the middle of the slot
 * @param epoch epoch of the plan that told {@code events}
 * @param events the spans of event time that its accepted readings fall into
 */
public record RawSlotFooter(
    RawSlot slot, long firstOffset, long lastOffset, long messages, int epoch, EventSpans events) {
  /**
   * Version of schema and footer; a reader refuses what is newer than itself. Version 1 did not
   * know records that are only the head of a message.
   */
  public static final int SCHEMA_VERSION = 2;

  private static final int OLDEST_SCHEMA_VERSION = 1;

  private static final String SCHEMA = "penstock.raw_slot_schema";
  private static final String SOURCE = "penstock.source";
  private static final String TOPIC = "penstock.topic";
  private static final String PARTITION = "penstock.partition";
  private static final String START = "penstock.slot_start_micros";
  private static final String FIRST = "penstock.first_offset";
  private static final String LAST = "penstock.last_offset";
  private static final String EPOCH = "penstock.epoch";
  private static final String EVENT_PERIODS = "penstock.event_periods";

  /** The footer of records sorted by offset, at least one. */
  static RawSlotFooter of(RawSlot slot, List<RawMessage> sorted, int epoch, EventSpans events) {
    return new RawSlotFooter(
        slot,
        offset(sorted.get(0)),
        offset(sorted.get(sorted.size() - 1)),
        sorted.size(),
        epoch,
        events);
  }

  static long offset(RawMessage message) {
    return RecordOrigin.parse(message.origin()).offset();
  }

  /** The footer of a stored object, which must lie where its slot says. */
  static RawSlotFooter of(String path, ParquetObject object) throws UnreadableObjectException {
    long version = object.number(SCHEMA);
    if (version < OLDEST_SCHEMA_VERSION || version > SCHEMA_VERSION) {
      throw new UnreadableObjectException(
          object.location(),
          String.format(
              "%s must be between %d and %d, but was: %d",
              SCHEMA, OLDEST_SCHEMA_VERSION, SCHEMA_VERSION, version));
    }
    try {
      RawSlot slot =
          new RawSlot(
              object.text(SOURCE),
              object.text(TOPIC),
              (int) object.number(PARTITION),
              object.number(START));
      if (!slot.path().equals(path)) {
        throw new UnreadableObjectException(
            object.location(), "it is " + slot.path() + " and lies in the wrong place");
      }
      return new RawSlotFooter(
          slot,
          object.number(FIRST),
          object.number(LAST),
          object.rows(),
          (int) object.number(EPOCH),
          EventSpans.parse(object.text(EVENT_PERIODS)));
    } catch (IllegalArgumentException e) {
      throw new UnreadableObjectException(object.location(), "its footer makes no sense", e);
    }
  }

  /** The key-values of the Parquet footer. */
  Map<String, String> toMap() {
    Map<String, String> values = new TreeMap<>();
    values.put(SCHEMA, Integer.toString(SCHEMA_VERSION));
    values.put(SOURCE, slot.source());
    values.put(TOPIC, slot.topic());
    values.put(PARTITION, Integer.toString(slot.partition()));
    values.put(START, Long.toString(slot.startMicros()));
    values.put(FIRST, Long.toString(firstOffset));
    values.put(LAST, Long.toString(lastOffset));
    values.put(EPOCH, Integer.toString(epoch));
    values.put(EVENT_PERIODS, events.text());
    return values;
  }
}

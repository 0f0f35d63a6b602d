package io.penstock.core.decode;

/**
 * Where a record of Kafka stands, as the origin of a {@link RawMessage}: positions below it count
 * bytes of that one record, so that two faults never share their coordinates. As text {@code
 * topic/partition/offset}; topics hold no slash.
 *
 * @param topic the topic
 * @param partition the partition, from 0
 * @param offset the record's offset, from 0
 */
public record RecordOrigin(String topic, int partition, long offset) {
  /** The text form. */
  public String text() {
    return topic + '/' + partition + '/' + offset;
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when it is not one
   */
  public static RecordOrigin parse(String text) {
    int offset = text.lastIndexOf('/');
    int partition = text.lastIndexOf('/', offset - 1);
    if (partition < 0) {
      throw new IllegalArgumentException("must be topic/partition/offset, but was: " + text);
    }
    return new RecordOrigin(
        text.substring(0, partition),
        Integer.parseInt(text.substring(partition + 1, offset)),
        Long.parseLong(text.substring(offset + 1)));
  }
}

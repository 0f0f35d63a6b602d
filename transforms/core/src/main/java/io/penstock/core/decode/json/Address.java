package io.penstock.core.decode.json;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.DecodedReading;
import io.penstock.core.decode.Identifiers;
import io.penstock.core.decode.Reason;
import io.penstock.core.decode.TopicPart;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts the address of a reading together: prefix, parts of document and topic and, for a wide
 * object, the member's name, with a slash between parts. A lone part is taken as a slice of the
 * message, without copying.
 */
final class Address {
  private final byte[] prefix;

  /** Per part, its number in the row; or the complement of its index among the topic's parts. */
  private final int[] parts;

  private final List<TopicPart> topicParts = new ArrayList<>();
  private final byte[][] topic;
  private byte[] buffer;
  private int stem;

  Address(String prefix, List<String> address) {
    this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
    this.buffer = Arrays.copyOf(this.prefix, Math.max(256, this.prefix.length));
    this.parts = new int[address.size()];
    int next = Parts.ADDRESS;
    for (int i = 0; i < parts.length; i++) {
      if (TopicPart.isMeant(address.get(i))) {
        parts[i] = ~topicParts.size();
        topicParts.add(TopicPart.parse(address.get(i)));
      } else {
        parts[i] = next++;
      }
    }
    this.topic = new byte[topicParts.size()][];
  }

  /** Takes the topic of the messages that follow. */
  void topic(String text) throws BadInput {
    if (topic.length > 0) {
      List<String> texts = TopicPart.of(text, topicParts);
      for (int i = 0; i < topic.length; i++) {
        topic[i] = texts.get(i).getBytes(StandardCharsets.UTF_8);
      }
    }
  }

  /** Sets the address of a row's only reading. */
  void ofRow(Row row, DecodedReading reading) throws BadInput {
    if (prefix.length == 0 && parts.length == 1 && parts[0] >= 0) {
      requirePart(row.kind(Parts.ADDRESS), row.from(Parts.ADDRESS), row.to(Parts.ADDRESS));
      set(row.bytes(), row.from(Parts.ADDRESS), row.to(Parts.ADDRESS), reading);
    } else {
      stem(row);
      set(buffer, 0, stem, reading);
    }
  }

  /** Prepares what the addresses of a wide row's readings have in common. */
  void stem(Row row) throws BadInput {
    stem = prefix.length;
    for (int i = 0; i < parts.length; i++) {
      int part = parts[i];
      if (part < 0) {
        stem = append(topic[~part], 0, topic[~part].length, i > 0);
      } else {
        requirePart(row.kind(part), row.from(part), row.to(part));
        stem = append(row.bytes(), row.from(part), row.to(part), i > 0);
      }
    }
  }

  /** Sets the address of one member of a wide row, after {@link #stem}. */
  void ofMember(Row row, int member, DecodedReading reading) throws BadInput {
    int from = row.memberNameFrom(member);
    int to = row.memberNameTo(member);
    requirePart(JsonKind.TEXT, from, to);
    if (stem == 0) {
      set(row.bytes(), from, to, reading);
    } else {
      set(buffer, 0, append(row.bytes(), from, to, parts.length > 0), reading);
    }
  }

  /** Appends to the stem, which stays as long as it is; returns the end of what was appended. */
  private int append(byte[] bytes, int from, int to, boolean slash) {
    int needed = stem + 1 + to - from;
    if (needed > buffer.length) {
      buffer = Arrays.copyOf(buffer, needed * 2);
    }
    int at = stem;
    if (slash) {
      buffer[at++] = '/';
    }
    System.arraycopy(bytes, from, buffer, at, to - from);
    return at + to - from;
  }

  private static void requirePart(JsonKind kind, int from, int to) throws BadInput {
    switch (kind) {
      case ABSENT, NULL -> throw new BadInput(Reason.MISSING_FIELD, "no address");
      case TEXT, INTEGER -> {
        if (from == to) {
          throw new BadInput(Reason.BAD_IDENTIFIER, "an empty part in the address");
        }
      }
      default ->
          throw new BadInput(
              Reason.BAD_IDENTIFIER, "an address is text or an integer, not " + kind);
    }
  }

  private static void set(byte[] bytes, int from, int to, DecodedReading reading) throws BadInput {
    byte[] checked = Identifiers.check(bytes, from, to);
    if (checked == bytes) {
      reading.address(bytes, from, to);
    } else {
      reading.address(checked, 0, checked.length);
    }
  }
}

package io.penstock.pipelines.simulate;

/** The parts that JSON messages have in common. Nothing here needs escaping. */
final class JsonText {
  /** Latin-1 for the German umlaut: no UTF-8, since no continuation byte follows. */
  private static final byte[] NOT_UTF8 = {(byte) 0xF6};

  private JsonText() {}

  static void id(Message message, ByteText out) {
    out.one('"').ascii(message.device().id());
    if (message.has(Fault.INVALID_UTF8)) {
      out.raw(NOT_UTF8);
    }
    out.one('"');
  }

  static void value(Reading reading, ByteText out) {
    if (reading.fault().filter(fault -> fault == Fault.WRONG_TYPE).isPresent()) {
      out.one('[');
      reading.sent().append(out, '.');
      out.one(']');
      return;
    }
    switch (reading.sent().kind()) {
      case NUMBER, BOOLEAN -> reading.sent().append(out, '.');
      case TEXT -> out.one('"').ascii(reading.sent().text()).one('"');
      case NONE -> out.ascii("null");
    }
  }

  /** The time, a second time where the message has a key twice. */
  static void time(Message message, ByteText out) {
    out.ascii("\"ts\":").number(message.deviceMicros() / 1000);
    if (message.has(Fault.DUPLICATE_KEY)) {
      out.ascii(",\"ts\":").number(message.deviceMicros() / 1000);
    }
  }

  static void end(Message message, ByteText out) {
    if (message.quality() != SentQuality.ABSENT) {
      out.ascii(",\"q\":").number(message.quality().code());
    }
    out.ascii(",\"received\":").number(message.ingestMicros() / 1000).one('}');
  }

  /** Cuts a truncated message in half: its last brace is gone, so it cannot be JSON. */
  static void cut(Message message, int from, ByteText out) {
    if (message.has(Fault.TRUNCATED_JSON)) {
      out.truncate(from + (out.length() - from) / 2);
    }
  }
}

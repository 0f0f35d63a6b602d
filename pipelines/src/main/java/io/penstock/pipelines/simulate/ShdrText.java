package io.penstock.pipelines.simulate;

/** MTConnect SHDR lines: {@code time|key|value|key|value}. */
final class ShdrText implements MessageText {
  /** A protocol line, which is no message. */
  static final String PROTOCOL_LINE = "* PONG 10000\n";

  private static final byte[] NOT_UTF8 = {(byte) 0xF6};

  @Override
  public void append(Message message, ByteText out) {
    TimeText.iso(message.deviceMicros(), out);
    if (message.has(Fault.TRUNCATED_LINE)) {
      out.one('|').ascii(message.device().stem());
      return;
    }
    for (Reading reading : message.readings()) {
      out.one('|').ascii(message.device().stem()).ascii(reading.signal().name()).one('|');
      switch (reading.sent().kind()) {
        case NUMBER, BOOLEAN -> reading.sent().append(out, '.');
        case TEXT -> out.ascii(reading.sent().text());
        case NONE -> out.ascii("UNAVAILABLE");
      }
    }
    if (message.has(Fault.INVALID_UTF8)) {
      out.one('|').ascii(message.device().stem()).raw(NOT_UTF8).ascii("|1");
    }
  }
}

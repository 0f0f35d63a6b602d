package io.penstock.pipelines.simulate;

/** InfluxDB line protocol: nanoseconds, the last three digits of which mean nothing to us. */
final class LineProtocolText implements MessageText {
  private static final int SUB_MICRO_NANOS = 417;

  @Override
  public void append(Message message, ByteText out) {
    out.ascii(message.device().stem());
    if (message.has(Fault.TRUNCATED_LINE)) {
      return;
    }
    char before = ' ';
    for (Reading reading : message.readings()) {
      out.one(before).ascii(reading.signal().name()).one('=');
      Sent sent = reading.sent();
      if (sent.kind() == Sent.Kind.TEXT) {
        out.one('"').ascii(sent.text()).one('"');
      } else {
        sent.append(out, '.');
      }
      before = ',';
    }
    out.one(' ').number(message.deviceMicros() * 1000 + SUB_MICRO_NANOS);
  }
}

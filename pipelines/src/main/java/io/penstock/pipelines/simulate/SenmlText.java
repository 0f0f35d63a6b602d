package io.penstock.pipelines.simulate;

/** A SenML pack (RFC 8428): base name and base time in the first record, the rest relative. */
final class SenmlText implements MessageText {
  @Override
  public void append(Message message, ByteText out) {
    int from = out.length();
    long baseSeconds = message.deviceMicros() / 1_000_000;
    String before = "[{\"bn\":\"" + message.device().stem() + "\",\"bt\":" + baseSeconds + ",";
    boolean twice = message.has(Fault.DUPLICATE_KEY);
    for (Reading reading : message.readings()) {
      out.ascii(before).ascii("\"n\":\"").ascii(reading.signal().name()).one('"');
      if (twice) {
        out.ascii(",\"n\":\"").ascii(reading.signal().name()).one('"');
        twice = false;
      }
      value(reading, out);
      long millis = (reading.eventMicros() + message.clockMicros()) / 1000 - baseSeconds * 1000;
      out.ascii(",\"t\":").decimal(millis, 3, '.').one('}');
      before = ",\n{";
    }
    out.one(']');
    JsonText.cut(message, from, out);
  }

  private static void value(Reading reading, ByteText out) {
    if (!reading.unit().isEmpty()) {
      out.ascii(",\"u\":\"").ascii(reading.unit()).one('"');
    }
    Sent sent = reading.sent();
    switch (sent.kind()) {
      case TEXT -> out.ascii(",\"vs\":\"").ascii(sent.text()).one('"');
      case BOOLEAN -> sent.append(out.ascii(",\"vb\":"), '.');
      case NUMBER -> sent.append(out.ascii(",\"v\":"), '.');
      case NONE -> throw new IllegalArgumentException("SenML has no way to say that");
    }
  }
}

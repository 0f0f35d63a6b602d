package io.penstock.pipelines.simulate;

/** Flat JSON, one reading per message. */
final class GatewayText implements MessageText {
  @Override
  public void append(Message message, ByteText out) {
    int from = out.length();
    Reading reading = message.readings().get(0);
    out.ascii("{\"device\":");
    JsonText.id(message, out);
    out.ascii(",\"sensor\":\"").ascii(reading.signal().name()).ascii("\",");
    JsonText.time(message, out);
    if (!message.has(Fault.MISSING_VALUE)) {
      out.ascii(",\"value\":");
      JsonText.value(reading, out);
    }
    if (!reading.unit().isEmpty()) {
      out.ascii(",\"u\":\"").ascii(reading.unit()).one('"');
    }
    JsonText.end(message, out);
    JsonText.cut(message, from, out);
  }
}

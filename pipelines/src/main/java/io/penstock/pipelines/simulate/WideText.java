package io.penstock.pipelines.simulate;

/** Wide JSON: all readings of one time in an object. */
final class WideText implements MessageText {
  @Override
  public void append(Message message, ByteText out) {
    int from = out.length();
    out.one('{');
    JsonText.time(message, out);
    out.ascii(",\"device\":");
    JsonText.id(message, out);
    if (!message.has(Fault.MISSING_VALUE)) {
      char before = '{';
      out.ascii(",\"values\":");
      for (Reading reading : message.readings()) {
        out.one(before).one('"').ascii(reading.signal().name()).ascii("\":");
        JsonText.value(reading, out);
        before = ',';
      }
      out.one('}');
    }
    JsonText.end(message, out);
    JsonText.cut(message, from, out);
  }
}

package io.penstock.pipelines.simulate;

/** Writes messages of one format. */
interface MessageText {
  /** Appends a message without a line end. */
  void append(Message message, ByteText out);

  /** The writer of a source's messages. */
  static MessageText of(Source source) {
    return switch (source) {
      case GATEWAY -> new GatewayText();
      case WIDE -> new WideText();
      case LINE_PROTOCOL -> new LineProtocolText();
      case SENML -> new SenmlText();
      case LOGGER -> new LoggerText();
      case SHDR -> new ShdrText();
    };
  }
}

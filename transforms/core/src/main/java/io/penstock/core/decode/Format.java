package io.penstock.core.decode;

import java.io.Serializable;

/** A message format with its settings, as the plan declares it. Immutable. */
public interface Format extends Serializable {
  /** How raw bytes fall into messages. */
  enum Framing {
    /** Each line is a message; a file may be cut at any newline. */
    LINES,
    /** The whole payload is one message; a file is never cut. */
    DOCUMENT
  }

  /** How a payload of this format falls into messages. */
  Framing framing();

  /** Number of lines at the head of a file that are not messages and travel with every chunk. */
  default int headerLines() {
    return 0;
  }

  /** A new decoder for one thread. */
  MessageDecoder newDecoder();

  /**
   * Every setting that can change a reading, limits included, as {@link Canonical} text. It is part
   * of the plan's semantic hash, so it must not change between releases for the same settings.
   */
  String canonical();
}

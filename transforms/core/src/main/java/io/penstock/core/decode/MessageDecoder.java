package io.penstock.core.decode;

/**
 * Reads messages of one format. One instance serves one thread; it keeps buffers, and no state that
 * could make a message's readings depend on the messages before it.
 */
public interface MessageDecoder {
  /**
   * Prepares for the messages inside a raw message: its header lines, key and ingest time.
   *
   * @throws BadInput when the header itself cannot be read; the whole raw message is quarantined
   */
  void start(RawMessage raw) throws BadInput;

  /**
   * Decodes one message: the bytes {@code [from, to)}, framed as the format declares, without a
   * line end.
   *
   * @throws BadInput when the message as a whole cannot be read; readings already handed over for
   *     it are withdrawn by the caller
   */
  void decode(byte[] bytes, int from, int to, ReadingSink sink) throws BadInput;
}

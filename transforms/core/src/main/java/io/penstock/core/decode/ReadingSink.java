package io.penstock.core.decode;

/** Takes the readings of one message as its decoder finds them. */
public interface ReadingSink {
  /**
   * Takes one reading. The carrier is the decoder's and may be refilled as soon as this returns.
   * What is wrong with a single reading (an unknown series, a wrong unit) is the sink's business
   * and is not thrown; readings of a message whose decoder throws are withdrawn.
   */
  void accept(DecodedReading reading);

  /**
   * Reports one reading that the decoder could not even form, while the rest of the message is
   * fine: for example one bad cell of a wide CSV row.
   */
  void reject(BadInput fault);
}

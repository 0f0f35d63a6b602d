package io.penstock.core.decode;

import static io.penstock.core.decode.RawMessage.NO_INGEST_TIME;

import io.penstock.core.quality.Quality;

/**
 * One reading as its format tells it: an address, a device time, a value, a quality and perhaps a
 * unit. Nothing is resolved yet.
 *
 * <p>A mutable carrier that a decoder fills and hands to {@link ReadingSink#accept} over and over:
 * there are millions a second. The sink copies what it keeps. {@link #clear} before each reading.
 */
public final class DecodedReading {
  /** What kind of value a reading has. */
  public enum Kind {
    /** A number, in {@link #number}. */
    NUMBER,
    /** A boolean: {@link #number} is 1 or 0. */
    BOOLEAN,
    /** Text, in {@link #text}. */
    TEXT,
    /** Untyped text as in CSV: the series' type decides how {@code token} is read. */
    TOKEN,
    /** Explicitly no value, which is not zero. */
    NONE
  }

  private static final byte[] NO_BYTES = {};

  /** Holds the address, UTF-8, at {@code [addressFrom, addressTo)}. */
  public byte[] addressBytes = NO_BYTES;

  /** Where the address starts. */
  public int addressFrom;

  /** Where the address ends, exclusive. */
  public int addressTo;

  /** The device's own time, microseconds UTC, before the catalogue's clock offset. */
  public long deviceMicros;

  /** Which of the value fields holds the value. */
  public Kind kind = Kind.NONE;

  /** The value of {@link Kind#NUMBER} and {@link Kind#BOOLEAN}. */
  public double number;

  /** The value of {@link Kind#TEXT}. */
  public String text = "";

  /** Holds the value of {@link Kind#TOKEN}, UTF-8, at {@code [tokenFrom, tokenTo)}. */
  public byte[] tokenBytes = NO_BYTES;

  /** Where the token starts. */
  public int tokenFrom;

  /** Where the token ends, exclusive. */
  public int tokenTo;

  /** The decimal sign of a numeric token: a point or a comma. */
  public byte decimalSign = '.';

  /** OPC UA StatusCode as the source gave it; Good when it gave none. */
  public int quality = Quality.GOOD;

  /** The unit the message names, empty when it names none. */
  public String unit = "";

  /** Ingest time, microseconds UTC, or {@link RawMessage#NO_INGEST_TIME}. */
  public long ingestMicros = NO_INGEST_TIME;

  /** Forgets everything but the ingest time, which belongs to the message. */
  public void clear() {
    addressBytes = NO_BYTES;
    addressFrom = 0;
    addressTo = 0;
    deviceMicros = 0;
    kind = Kind.NONE;
    number = 0;
    text = "";
    tokenBytes = NO_BYTES;
    tokenFrom = 0;
    tokenTo = 0;
    decimalSign = '.';
    quality = Quality.GOOD;
    unit = "";
  }

  /** Sets the address to a slice of UTF-8 bytes. */
  public void address(byte[] bytes, int from, int to) {
    addressBytes = bytes;
    addressFrom = from;
    addressTo = to;
  }

  /** Sets a numeric value. */
  public void number(double value) {
    kind = Kind.NUMBER;
    number = value;
  }

  /** Sets a boolean value. */
  public void bool(int oneOrZero) {
    kind = Kind.BOOLEAN;
    number = oneOrZero;
  }

  /** Sets a text value. */
  public void text(String value) {
    kind = Kind.TEXT;
    text = value;
  }

  /** Sets an untyped value to a slice of UTF-8 bytes. */
  public void token(byte[] bytes, int from, int to) {
    kind = Kind.TOKEN;
    tokenBytes = bytes;
    tokenFrom = from;
    tokenTo = to;
  }

  /** Sets "no value", with the quality that says why. */
  public void none(int noValueQuality) {
    kind = Kind.NONE;
    quality = noValueQuality;
  }
}

package io.penstock.core.decode.keyvalue;

import io.penstock.core.decode.Canonical;
import io.penstock.core.decode.Format;
import io.penstock.core.decode.MessageDecoder;
import io.penstock.core.time.TimeRule;
import java.util.List;

/**
 * Delimited key/value lines such as MTConnect SHDR: {@code time|key|value|key|value...}.
 *
 * <p>An empty value is an empty text: that is how an adapter clears a program name. An empty
 * timestamp is the ingest time, where there is one. A duration after the timestamp ({@code
 * time@duration}) is ignored. Asset commands ({@code @ASSET@} and their like) and the lines of
 * their documents carry no readings and are quarantined {@code bad_syntax}.
 *
 * @param prefix put before every key to make the address
 * @param delimiter between fields, ASCII
 * @param layout how many pairs a line has
 * @param conditions keys (with {@code *} as wildcard) that are conditions: they take five fields
 *     (level, native code, native severity, qualifier, message) of which the level is the value
 * @param unavailable values, compared without case, that mean "no connection": quality Bad
 * @param comment lines that start with it are protocol lines and not messages
 * @param timeRule how times are written
 */
public record KeyValueFormat(
    String prefix,
    char delimiter,
    Layout layout,
    List<String> conditions,
    List<String> unavailable,
    String comment,
    TimeRule timeRule)
    implements Format {

  /** How many pairs a line has. */
  public enum Layout {
    /** One pair; further fields belong to a condition and are ignored. */
    ONE_PAIR,
    /** Any number of pairs. */
    MANY_PAIRS
  }

  /** Copies the lists. */
  public KeyValueFormat {
    conditions = List.copyOf(conditions);
    unavailable = List.copyOf(unavailable);
  }

  @Override
  public Framing framing() {
    return Framing.LINES;
  }

  @Override
  public MessageDecoder newDecoder() {
    return new KeyValueDecoder(this);
  }

  @Override
  public String canonical() {
    return Canonical.of("keyValue")
        .text(prefix)
        .number(delimiter)
        .choice(layout)
        .texts(conditions)
        .texts(unavailable)
        .text(comment)
        .text(timeRule.canonical())
        .toString();
  }
}

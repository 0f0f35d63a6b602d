package io.penstock.core.decode.json;

import io.penstock.core.decode.Canonical;
import io.penstock.core.decode.Format;
import io.penstock.core.decode.MessageDecoder;
import io.penstock.core.quality.QualityDialect;
import io.penstock.core.time.TimeRule;
import java.util.List;

/**
 * JSON messages whose parts are named by JSON pointers (RFC 6901). An empty pointer string means
 * "not there", except for {@code readings}, where it means that the document itself is the reading.
 *
 * <p>Everything but {@code value} and {@code values} is looked up in the reading and then in the
 * document; null counts as absent there. A reading without a timestamp takes its ingest time. Null
 * as a value is "no value" with quality Bad_NoData. Addresses are checked and normalised by {@link
 * io.penstock.core.decode.Identifiers}.
 *
 * @param framing one document per line, or one per payload
 * @param prefix put before every address, usually {@code plant/} or nothing
 * @param address parts of the address, joined by {@code /}: pointers to text or integer values, and
 *     parts of the record's topic, see {@link io.penstock.core.decode.TopicPart}
 * @param time pointer to the timestamp
 * @param value pointer to the value of a reading; empty when {@code values} is set
 * @param values pointer to a wide object {@code {"name": value, ...}}; each name is appended to the
 *     address after a {@code /} (or is the address when there are no address pointers)
 * @param readings pointer to the array of readings in the document; {@value #DOCUMENT_ARRAY} when
 *     the document itself is that array
 * @param quality pointer to the quality, an integer
 * @param qualityCodes what the integers of {@code quality} mean
 * @param unit pointer to the unit
 * @param ingest pointer to the ingest time, in the same form as the timestamp
 * @param timeRule how times are written
 * @param maxDepth deepest accepted nesting
 * @param maxDocumentBytes longest accepted document
 * @param maxStringBytes longest accepted string
 */
public record JsonFormat(
    Framing framing,
    String prefix,
    List<String> address,
    String time,
    String value,
    String values,
    String readings,
    String quality,
    QualityDialect qualityCodes,
    String unit,
    String ingest,
    TimeRule timeRule,
    int maxDepth,
    int maxDocumentBytes,
    int maxStringBytes)
    implements Format {

  /** The {@link #readings} of a document that is an array of readings: nothing lies outside it. */
  public static final String DOCUMENT_ARRAY = "#";

  /** Default of {@link #maxDepth}. */
  public static final int DEFAULT_MAX_DEPTH = 64;

  /** Default of {@link #maxDocumentBytes}: 8 MiB. */
  public static final int DEFAULT_MAX_DOCUMENT_BYTES = 8 << 20;

  /** Default of {@link #maxStringBytes}: 1 MiB. */
  public static final int DEFAULT_MAX_STRING_BYTES = 1 << 20;

  /** Copies the pointers. */
  public JsonFormat {
    address = List.copyOf(address);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when the settings contradict each other or break their ranges
   */
  @Override
  public MessageDecoder newDecoder() {
    return JsonDecoder.of(this);
  }

  @Override
  public String canonical() {
    return Canonical.of("json")
        .choice(framing)
        .text(prefix)
        .texts(address)
        .text(time)
        .text(value)
        .text(values)
        .text(readings)
        .text(quality)
        .choice(qualityCodes)
        .text(unit)
        .text(ingest)
        .text(timeRule.canonical())
        .number(maxDepth)
        .number(maxDocumentBytes)
        .number(maxStringBytes)
        .toString();
  }
}

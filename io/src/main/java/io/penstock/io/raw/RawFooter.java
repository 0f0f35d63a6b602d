package io.penstock.io.raw;

import io.penstock.io.files.FileLimits;
import io.penstock.io.files.FilePart;
import io.penstock.io.files.FilePart.End;
import io.penstock.io.files.SourceFile;
import io.penstock.io.object.UnreadableObjectException;
import io.penstock.io.parquet.ParquetObject;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an object of the raw archive says about itself.
 *
 * @param key which object it is
 * @param path name of the file it came from, for people
 * @param cut how the file was cut into messages and parts; parts cut differently do not fit
 *     together
 * @param from first byte that it accounts for, in the unpacked file
 * @param to end of what it accounts for, exclusive
 * @param end whether more objects of the file follow
 * @param epoch epoch of the plan that told {@code events}; what another epoch makes of the same
 *     bytes may fall elsewhere
 * @param events the spans of event time that its accepted readings fall into
 * @param messages number of raw messages
 */
public record RawFooter(
    RawKey key,
    String path,
    String cut,
    long from,
    long to,
    End end,
    int epoch,
    EventSpans events,
    long messages) {

  /** Version of schema and footer; a reader refuses what is newer than itself. */
  public static final int SCHEMA_VERSION = 1;

  private static final String SCHEMA = "penstock.raw_schema";
  private static final String SOURCE = "penstock.source";
  private static final String ORIGIN = "penstock.origin";
  private static final String CHUNK = "penstock.chunk";
  private static final String PATH = "penstock.path";
  private static final String CUT = "penstock.cut";
  private static final String FROM = "penstock.from";
  private static final String TO = "penstock.to";
  private static final String END = "penstock.end";
  private static final String EPOCH = "penstock.epoch";
  private static final String EVENT_PERIODS = "penstock.event_periods";

  /** The footer of a part of a file. */
  static RawFooter of(FilePart part, int epoch, EventSpans events) {
    SourceFile file = part.file();
    return new RawFooter(
        new RawKey(file.source(), file.sha256(), part.number()),
        file.name(),
        cut(file, part.limits()),
        part.from(),
        part.to(),
        part.end(),
        epoch,
        events,
        part.messages().size());
  }

  /** The settings that decide where the messages and parts of a file begin and end. */
  static String cut(SourceFile file, FileLimits limits) {
    return String.format(
        Locale.ROOT,
        "framing=%s header_lines=%d chunk_bytes=%d message_bytes=%d",
        file.framing(),
        file.headerLines(),
        limits.chunkBytes(),
        limits.messageBytes());
  }

  /** The footer of a stored object, which must lie where its key says. */
  static RawFooter of(String path, ParquetObject object) throws UnreadableObjectException {
    if (object.number(SCHEMA) != SCHEMA_VERSION) {
      throw new UnreadableObjectException(
          object.location(),
          SCHEMA + " must be " + SCHEMA_VERSION + ", but was: " + object.text(SCHEMA));
    }
    try {
      RawKey key = new RawKey(object.text(SOURCE), object.text(ORIGIN), (int) object.number(CHUNK));
      if (!key.path().equals(path)) {
        throw new UnreadableObjectException(
            object.location(), "it is " + key.path() + " and lies in the wrong place");
      }
      return new RawFooter(
          key,
          object.text(PATH),
          object.text(CUT),
          object.number(FROM),
          object.number(TO),
          End.valueOf(object.text(END)),
          (int) object.number(EPOCH),
          EventSpans.parse(object.text(EVENT_PERIODS)),
          object.rows());
    } catch (IllegalArgumentException e) {
      throw new UnreadableObjectException(object.location(), "its footer makes no sense", e);
    }
  }

  /** The key-values of the Parquet footer. */
  Map<String, String> toMap() {
    Map<String, String> values = new TreeMap<>();
    values.put(SCHEMA, Integer.toString(SCHEMA_VERSION));
    values.put(SOURCE, key.source());
    values.put(ORIGIN, key.origin());
    values.put(CHUNK, Integer.toString(key.chunk()));
    values.put(PATH, path);
    values.put(CUT, cut);
    values.put(FROM, Long.toString(from));
    values.put(TO, Long.toString(to));
    values.put(END, end.name());
    values.put(EPOCH, Integer.toString(epoch));
    values.put(EVENT_PERIODS, events.text());
    return values;
  }

  /** What an object's metadata says, for whoever lists objects without reading them. */
  Map<String, String> labels() {
    return Map.of(
        "penstock-epoch", Integer.toString(epoch),
        "penstock-messages", Long.toString(messages),
        "penstock-origin", key.origin());
  }

  /** The same footer with other spans, as an epoch tells them. */
  RawFooter withEvents(int newEpoch, EventSpans newEvents) {
    return new RawFooter(key, path, cut, from, to, end, newEpoch, newEvents, messages);
  }
}

package io.penstock.io.archive;

import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.Evidence;
import io.penstock.core.tile.TileTable;
import io.penstock.io.object.UnreadableObjectException;
import io.penstock.io.parquet.ParquetObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an archive object says about itself in its footer.
 *
 * @param key which object it is
 * @param kind measurements or features
 * @param numberColumns names of the numeric columns, in order
 * @param plan name of the plan it belongs to
 * @param periodMicros length of the archive period
 * @param tileMicros length of the dataset's tiles
 * @param evidence sum over its asset-tiles
 * @param rows number of rows
 */
public record ArchiveFooter(
    ArchiveKey key,
    Dataset.Kind kind,
    List<String> numberColumns,
    String plan,
    long periodMicros,
    long tileMicros,
    Evidence evidence,
    long rows) {

  /** Version of schema and footer; a reader refuses what is newer than itself. */
  public static final int SCHEMA_VERSION = 1;

  private static final String SCHEMA = "penstock.schema";
  private static final String DATASET = "penstock.dataset";
  private static final String PLAN = "penstock.plan";
  private static final String EPOCH = "penstock.epoch";
  private static final String PERIOD = "penstock.period";
  private static final String PERIOD_MICROS = "penstock.period_micros";
  private static final String TILE_MICROS = "penstock.tile_micros";
  private static final String SHARD = "penstock.shard";
  private static final String READINGS = "penstock.readings";
  private static final String DIGEST = "penstock.digest";
  private static final Pattern DIGEST_HEX = Pattern.compile("([0-9a-f]{16})([0-9a-f]{16})");

  /** Copies the columns. */
  public ArchiveFooter {
    numberColumns = List.copyOf(numberColumns);
  }

  /** The footer that a table gives its object. */
  static ArchiveFooter of(TileTable table) {
    return new ArchiveFooter(
        new ArchiveKey(table.dataset().name(), table.spanStart(), table.lane()),
        table.dataset().kind(),
        table.dataset().numberColumns(),
        table.plan(),
        table.spanMicros(),
        table.dataset().tileMicros(),
        table.evidence(),
        table.rows());
  }

  /** The footer of a stored object, which must be the one its key says. */
  static ArchiveFooter of(ArchiveKey key, ParquetObject object) throws UnreadableObjectException {
    if (object.number(SCHEMA) != SCHEMA_VERSION) {
      throw new UnreadableObjectException(
          object.location(),
          SCHEMA + " must be " + SCHEMA_VERSION + ", but was: " + object.text(SCHEMA));
    }
    if (!object.text(DATASET).equals(key.dataset())
        || !object.text(PERIOD).equals(key.start().toString())
        || object.number(SHARD) != key.shard()) {
      throw new UnreadableObjectException(
          object.location(),
          String.format(
              "it is the object of %s, %s, shard %s and lies in the wrong place",
              object.text(DATASET), object.text(PERIOD), object.text(SHARD)));
    }
    return new ArchiveFooter(
        key,
        ArchiveSchema.kind(object.schema()),
        ArchiveSchema.numberColumns(object.schema()),
        object.text(PLAN),
        object.number(PERIOD_MICROS),
        object.number(TILE_MICROS),
        evidence(object),
        object.rows());
  }

  /** The key-values of the Parquet footer. */
  Map<String, String> toMap() {
    Map<String, String> values = new TreeMap<>();
    values.put(SCHEMA, Integer.toString(SCHEMA_VERSION));
    values.put(DATASET, key.dataset());
    values.put(PLAN, plan);
    values.put(EPOCH, Integer.toString(evidence.epoch()));
    values.put(PERIOD, key.start().toString());
    values.put(PERIOD_MICROS, Long.toString(periodMicros));
    values.put(TILE_MICROS, Long.toString(tileMicros));
    values.put(SHARD, Integer.toString(key.shard()));
    values.put(READINGS, Long.toString(evidence.count()));
    values.put(DIGEST, evidence.digestHex());
    return values;
  }

  /** The evidence as an object's metadata, for whoever lists objects without reading them. */
  Map<String, String> labels() {
    return Map.of(
        "penstock-epoch", Integer.toString(evidence.epoch()),
        "penstock-readings", Long.toString(evidence.count()),
        "penstock-digest", evidence.digestHex());
  }

  private static Evidence evidence(ParquetObject object) throws UnreadableObjectException {
    Matcher digest = DIGEST_HEX.matcher(object.text(DIGEST));
    if (!digest.matches()) {
      throw new UnreadableObjectException(
          object.location(), DIGEST + " must be 32 hex digits, but was: " + object.text(DIGEST));
    }
    return new Evidence(
        (int) object.number(EPOCH),
        object.number(READINGS),
        Long.parseUnsignedLong(digest.group(1), 16),
        Long.parseUnsignedLong(digest.group(2), 16));
  }
}

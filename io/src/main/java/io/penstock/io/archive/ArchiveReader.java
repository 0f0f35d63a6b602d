package io.penstock.io.archive;

import io.penstock.core.tile.Dataset;
import io.penstock.io.object.ObjectStore;
import io.penstock.io.object.OneVersion;
import io.penstock.io.object.ReplacedWhileReadException;
import io.penstock.io.object.StoreFaultException;
import io.penstock.io.object.StoredObject;
import io.penstock.io.parquet.Column;
import io.penstock.io.parquet.ParquetObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reads an archive back: which objects there are, what they rest on, and their rows. */
public final class ArchiveReader {
  private final ObjectStore objects;

  /** A reader of the archive that an object store holds. */
  public ArchiveReader(ObjectStore objects) {
    this.objects = objects;
  }

  /** Takes the rows of an object, in their order: by asset, metric and time. */
  public interface RowVisitor {
    /** Takes one row; the carrier is refilled as soon as this returns. */
    void row(ArchiveRow row) throws IOException;
  }

  /** The objects of all datasets, sorted by dataset, period and shard; other files are left out. */
  public List<ArchiveKey> keys() throws IOException {
    return keysBelow("");
  }

  /** The objects of a dataset, sorted by period and shard; other files are left out. */
  public List<ArchiveKey> keys(String dataset) throws IOException {
    return keysBelow(dataset);
  }

  /**
   * The footer of an object.
   *
   * @throws io.penstock.io.object.UnreadableObjectException when it is damaged or foreign
   * @throws java.nio.file.NoSuchFileException when there is none
   */
  public ArchiveFooter footer(ArchiveKey key) throws IOException {
    return OneVersion.of(
        () -> {
          try (StoredObject object = objects.open(key.path())) {
            return ArchiveFooter.of(key, ParquetObject.open(object));
          }
        });
  }

  /**
   * Reads all rows of one version of an object, and returns its footer.
   *
   * @throws io.penstock.io.object.StoreFaultException when the store fails, or replaces the object
   *     after rows of it have been visited, which only one of several row groups allows
   */
  public ArchiveFooter forEachRow(ArchiveKey key, RowVisitor visitor) throws IOException {
    AtomicBoolean visited = new AtomicBoolean();
    return OneVersion.of(() -> readRows(key, visitor, visited));
  }

  private ArchiveFooter readRows(ArchiveKey key, RowVisitor visitor, AtomicBoolean visited)
      throws IOException {
    try (StoredObject object = objects.open(key.path())) {
      ParquetObject parquet = ParquetObject.open(object);
      ArchiveFooter footer = ArchiveFooter.of(key, parquet);
      parquet.scan(
          (columns, rows) -> {
            visited.set(true);
            readGroup(footer, columns, rows, visitor);
          });
      return footer;
    } catch (ReplacedWhileReadException e) {
      // Rows that were visited cannot be taken back.
      throw visited.get() ? new StoreFaultException(key.path(), "replaced between groups", e) : e;
    }
  }

  private List<ArchiveKey> keysBelow(String prefix) throws IOException {
    return objects.list(prefix).stream()
        .map(ArchiveKey::ofPath)
        .flatMap(Optional::stream)
        .sorted()
        .toList();
  }

  private static void readGroup(
      ArchiveFooter footer, ParquetObject.Columns columns, long rows, RowVisitor visitor)
      throws IOException {
    boolean features = footer.kind() == Dataset.Kind.FEATURES;
    Column asset = columns.column(ArchiveSchema.ASSET);
    Column metric = columns.column(ArchiveSchema.METRIC);
    Column time = columns.column(features ? ArchiveSchema.WINDOW_START : ArchiveSchema.TIME);
    Optional<Column> end =
        features ? Optional.of(columns.column(ArchiveSchema.WINDOW_END)) : Optional.empty();
    Column quality = columns.column(ArchiveSchema.QUALITY);
    Column text = columns.column(features ? ArchiveSchema.STATES : ArchiveSchema.TEXT);
    Column[] numbers = new Column[footer.numberColumns().size()];
    for (int n = 0; n < numbers.length; n++) {
      numbers[n] = columns.column(footer.numberColumns().get(n));
    }
    ArchiveRow row = new ArchiveRow();
    row.numbers = new double[numbers.length];
    for (long i = 0; i < rows; i++) {
      row.asset = asset.takeText();
      row.metric = metric.takeText();
      row.timeMicros = time.takeLong(0);
      row.endMicros = end.isPresent() ? end.get().takeLong(0) : row.timeMicros;
      row.quality = quality.takeInt(0);
      for (int n = 0; n < numbers.length; n++) {
        row.numbers[n] = numbers[n].takeDouble(Double.NaN);
      }
      row.hasText = text.hasValue();
      row.text = text.takeText();
      visitor.row(row);
    }
  }
}

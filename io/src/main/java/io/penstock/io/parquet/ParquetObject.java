package io.penstock.io.parquet;

import io.penstock.io.object.StoreFaultException;
import io.penstock.io.object.StoredObject;
import io.penstock.io.object.UnreadableObjectException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

/**
 * Reads a flat Parquet file: its footer, and its columns row group by row group with page checksums
 * verified. Anything that is truncated, damaged or not Parquet is an {@link
 * UnreadableObjectException} that names the file.
 *
 * <p>Footers and page headers have no checksum, and on a damaged one the library fails in whatever
 * way it comes to: as IOException, or as any RuntimeException. This package is where they all get
 * one name, which is why it catches the general ones around calls of the library.
 */
public final class ParquetObject {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final InputFile file;
  private final String location;
  private final MessageType schema;
  private final Map<String, String> footer;
  private final long rows;
  private final long bytes;

  private ParquetObject(InputFile file, String location, ParquetFileReader reader)
      throws IOException {
    FileMetaData meta = reader.getFileMetaData();
    this.file = file;
    this.location = location;
    this.schema = meta.getSchema();
    this.footer = new TreeMap<>(meta.getKeyValueMetaData());
    this.rows = reader.getRecordCount();
    this.bytes = file.getLength();
  }

  /** Reads a stored object's footer. */
  public static ParquetObject open(StoredObject object) throws IOException {
    return open(object, object.location());
  }

  /**
   * Reads a file's footer.
   *
   * @param location where the file is, for messages
   */
  public static ParquetObject open(InputFile file, String location) throws IOException {
    checkFrame(file, location);
    try (ParquetFileReader reader = ParquetFileReader.open(file, options())) {
      return new ParquetObject(file, location, reader);
    } catch (StoreFaultException e) {
      throw e; // says nothing about the object
    } catch (RuntimeException | IOException e) {
      throw new UnreadableObjectException(location, "its Parquet footer cannot be read", e);
    }
  }

  /** Takes the columns of one row group. */
  public interface GroupVisitor {
    /** Reads the next {@code rows} rows from the columns. */
    void rows(Columns columns, long rows) throws IOException;
  }

  /** The columns of one row group, each at its first row. */
  public final class Columns {
    private final ColumnReadStoreImpl store;

    private Columns(ColumnReadStoreImpl store) {
      this.store = store;
    }

    /** The column with a name, if the file has it: an older release may not have written it. */
    public Optional<Column> find(String name) throws UnreadableObjectException {
      return schema.containsField(name) ? Optional.of(column(name)) : Optional.empty();
    }

    /** The column with a name; take each column once. */
    public Column column(String name) throws UnreadableObjectException {
      try {
        return new Column(
            location, store.getColumnReader(schema.getColumnDescription(new String[] {name})));
      } catch (RuntimeException e) {
        throw new UnreadableObjectException(location, "its column " + name + " is damaged", e);
      }
    }
  }

  /** Reads all row groups in order. */
  public void scan(GroupVisitor visitor) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(file, options())) {
      String createdBy = reader.getFileMetaData().getCreatedBy();
      for (int group = 0; group < reader.getRowGroups().size(); group++) {
        PageReadStore pages = pages(reader, group);
        visitor.rows(
            new Columns(new ColumnReadStoreImpl(pages, new NoConverter(), schema, createdBy)),
            pages.getRowCount());
      }
    }
  }

  private PageReadStore pages(ParquetFileReader reader, int group) throws IOException {
    try {
      return reader.readRowGroup(group);
    } catch (StoreFaultException e) {
      throw e; // says nothing about the object
    } catch (RuntimeException | IOException e) {
      throw new UnreadableObjectException(location, "its pages cannot be read", e);
    }
  }

  /** Where the file is. */
  public String location() {
    return location;
  }

  /** The file's columns. */
  public MessageType schema() {
    return schema;
  }

  /** Number of rows. */
  public long rows() {
    return rows;
  }

  /** Size of the file. */
  public long bytes() {
    return bytes;
  }

  /** All key-values of the footer, sorted by key. */
  public Map<String, String> footer() {
    return footer;
  }

  /** A key-value of the footer that must be there. */
  public String text(String key) throws UnreadableObjectException {
    String value = footer.get(key);
    if (value == null) {
      throw new UnreadableObjectException(
          location, "not an object of Penstock: its footer has no " + key);
    }
    return value;
  }

  /** A key-value of the footer that must be there and be a decimal number. */
  public long number(String key) throws UnreadableObjectException {
    String value = text(key);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new UnreadableObjectException(
          location, key + " in its footer must be a number, but was: " + value, e);
    }
  }

  private static ParquetReadOptions options() {
    return ParquetReadOptions.builder(new PlainParquetConfiguration())
        .usePageChecksumVerification()
        .build();
  }

  /**
   * Checks magic and footer length first (Parquet format, "File format"): for what is not Parquet
   * at all the reader throws bare RuntimeExceptions.
   */
  private static void checkFrame(InputFile file, String location) throws IOException {
    long length = file.getLength();
    int tail = MAGIC.length + Integer.BYTES;
    if (length < MAGIC.length + tail) {
      throw new UnreadableObjectException(
          location, "not a Parquet file, it has " + length + " bytes");
    }
    byte[] head = new byte[MAGIC.length];
    byte[] end = new byte[tail];
    try (SeekableInputStream in = file.newStream()) {
      in.readFully(head);
      in.seek(length - tail);
      in.readFully(end);
    }
    ByteBuffer last = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
    int footerBytes = last.getInt();
    byte[] magic = new byte[MAGIC.length];
    last.get(magic);
    if (!Arrays.equals(head, MAGIC) || !Arrays.equals(magic, MAGIC)) {
      throw new UnreadableObjectException(location, "truncated or not a Parquet file");
    }
    if (footerBytes <= 0 || footerBytes > length - tail - MAGIC.length) {
      throw new UnreadableObjectException(
          location, "its footer cannot have " + footerBytes + " of " + length + " bytes");
    }
  }
}

package io.penstock.io.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows into one local Parquet file: zstd, version 1 pages with checksums, which every reader
 * of the last years knows. The bytes are a pure function of schema, footer and rows for one version
 * of the libraries.
 *
 * @param schema a flat schema: required and optional primitive columns
 * @param footer key-values for the file's footer
 * @param blobs columns whose values are large and never repeat: no dictionary, no statistics, and a
 *     page each
 */
public record ParquetEncoding(MessageType schema, Map<String, String> footer, Set<String> blobs) {
  private static final int ZSTD_LEVEL = 3;

  /** Hands the fields of one row to a consumer, in the order of the schema. */
  public interface RowEncoder {
    /** Writes the fields of a row; start and end of the message are the caller's. */
    void encode(RecordConsumer out, int row);
  }

  /** Copies the collections; the footer keeps the order of its keys. */
  public ParquetEncoding {
    footer = new TreeMap<>(footer);
    blobs = Set.copyOf(blobs);
  }

  /** Writes rows 0 to {@code rows - 1} into a file that must not exist yet. */
  public void write(Path file, int rows, RowEncoder encoder) throws IOException {
    Builder builder = new Builder(new LocalOutputFile(file), new RowSupport(encoder));
    builder
        .withConf(new PlainParquetConfiguration())
        .config("parquet.compression.codec.zstd.level", Integer.toString(ZSTD_LEVEL))
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withWriteMode(ParquetFileWriter.Mode.CREATE)
        .withPageWriteChecksumEnabled(true)
        .withValidation(false);
    for (String blob : blobs) {
      builder
          .withDictionaryEncoding(blob, false)
          .withStatisticsEnabled(blob, false)
          .withMinRowCountForPageSizeCheck(1);
    }
    try (ParquetWriter<Integer> writer = builder.build()) {
      for (int row = 0; row < rows; row++) {
        writer.write(row);
      }
    }
  }

  private static final class Builder extends ParquetWriter.Builder<Integer, Builder> {
    private final WriteSupport<Integer> support;

    Builder(OutputFile file, WriteSupport<Integer> support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // still abstract in 1.15
    protected WriteSupport<Integer> getWriteSupport(Configuration conf) {
      return support;
    }

    @Override
    protected WriteSupport<Integer> getWriteSupport(ParquetConfiguration conf) {
      return support;
    }
  }

  private final class RowSupport extends WriteSupport<Integer> {
    private final RowEncoder encoder;
    private @Nullable RecordConsumer out;

    RowSupport(RowEncoder encoder) {
      this.encoder = encoder;
    }

    @Override
    @SuppressWarnings("deprecation") // still abstract in 1.15
    public WriteContext init(Configuration conf) {
      return new WriteContext(schema, footer);
    }

    @Override
    public WriteContext init(ParquetConfiguration conf) {
      return new WriteContext(schema, footer);
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      out = consumer;
    }

    @Override
    public void write(Integer row) {
      RecordConsumer consumer = Objects.requireNonNull(out, "prepareForWrite comes first");
      consumer.startMessage();
      encoder.encode(consumer, row);
      consumer.endMessage();
    }
  }
}

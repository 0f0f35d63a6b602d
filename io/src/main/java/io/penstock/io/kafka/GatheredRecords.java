package io.penstock.io.kafka;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.options.PipelineOptions;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Another source's records, as many at once as are there. Beam's Flink runner asks a source for all
 * its metrics whenever it has advanced, which costs more than a reading's whole way: with one
 * reading per record, twice as much as all the rest.
 *
 * <p>Nothing else changes. A list has records of one split, in its order, at least one and at most
 * {@link #MOST_RECORDS}, and ends where there is no next one, {@link #MOST_BYTES} of values are
 * exceeded, or {@link #MOST_NANOS} are over: a reader waits some milliseconds for its next record,
 * and meanwhile its task does nothing else. Watermark and checkpoint are asked for between lists,
 * when all that was read has been given away. A list's timestamp is that of its first record.
 *
 * @param <M> the other source's checkpoint
 */
public final class GatheredRecords<M extends UnboundedSource.CheckpointMark>
    extends UnboundedSource<List<KafkaRecord<byte[], byte[]>>, M> {
  /** Most records of a list: enough that what a list costs does not matter. */
  static final int MOST_RECORDS = 100;

  /** A list that has as many bytes of values ends. */
  static final long MOST_BYTES = 256 * 1024;

  /** A list that has been gathered for so long ends. */
  static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long serialVersionUID = 1;

  private final UnboundedSource<KafkaRecord<byte[], byte[]>, M> records;
  private final Ticker ticker;

  /** The records of another source, whose reader needs no deduplication. */
  public GatheredRecords(UnboundedSource<KafkaRecord<byte[], byte[]>, M> records) {
    this(records, System::nanoTime);
  }

  GatheredRecords(UnboundedSource<KafkaRecord<byte[], byte[]>, M> records, Ticker ticker) {
    this.records = records;
    this.ticker = ticker;
  }

  /** Tells elapsed time, as {@link System#nanoTime} does. */
  interface Ticker extends LongSupplier, Serializable {}

  /** The other source. */
  UnboundedSource<KafkaRecord<byte[], byte[]>, M> records() {
    return records;
  }

  @Override
  public void validate() {
    records.validate();
  }

  @Override
  public List<GatheredRecords<M>> split(int desired, PipelineOptions options) throws Exception {
    List<GatheredRecords<M>> splits = new ArrayList<>();
    for (UnboundedSource<KafkaRecord<byte[], byte[]>, M> split : records.split(desired, options)) {
      splits.add(new GatheredRecords<>(split, ticker));
    }
    return splits;
  }

  @Override
  public UnboundedReader<List<KafkaRecord<byte[], byte[]>>> createReader(
      PipelineOptions options, @Nullable M mark) throws IOException {
    return new Reader<>(this, records.createReader(options, mark));
  }

  @Override
  public Coder<M> getCheckpointMarkCoder() {
    return records.getCheckpointMarkCoder();
  }

  @Override
  public Coder<List<KafkaRecord<byte[], byte[]>>> getOutputCoder() {
    return ListCoder.of(records.getOutputCoder());
  }

  private static final class Reader<M extends CheckpointMark>
      extends UnboundedReader<List<KafkaRecord<byte[], byte[]>>> {
    private final GatheredRecords<M> source;
    private final UnboundedReader<KafkaRecord<byte[], byte[]>> records;
    private List<KafkaRecord<byte[], byte[]>> list = List.of();
    private @Nullable Instant time;

    Reader(GatheredRecords<M> source, UnboundedReader<KafkaRecord<byte[], byte[]>> records) {
      this.source = source;
      this.records = records;
    }

    @Override
    public boolean start() throws IOException {
      return gather(records.start());
    }

    @Override
    public boolean advance() throws IOException {
      return gather(records.advance());
    }

    private boolean gather(boolean more) throws IOException {
      list = new ArrayList<>();
      time = more ? records.getCurrentTimestamp() : null;
      long bytes = 0;
      long started = source.ticker.getAsLong();
      while (more) {
        KafkaRecord<byte[], byte[]> read = records.getCurrent();
        list.add(read);
        byte[] value = read.getKV().getValue();
        bytes += value == null ? 0 : value.length;
        more =
            list.size() < MOST_RECORDS
                && bytes < MOST_BYTES
                && source.ticker.getAsLong() - started < MOST_NANOS
                && records.advance();
      }
      return !list.isEmpty();
    }

    @Override
    public List<KafkaRecord<byte[], byte[]>> getCurrent() {
      if (list.isEmpty()) {
        throw new NoSuchElementException();
      }
      return list;
    }

    @Override
    public Instant getCurrentTimestamp() {
      if (time == null) {
        throw new NoSuchElementException();
      }
      return time;
    }

    @Override
    public Instant getWatermark() {
      return records.getWatermark();
    }

    @Override
    public CheckpointMark getCheckpointMark() {
      return records.getCheckpointMark();
    }

    @Override
    public long getSplitBacklogBytes() {
      return records.getSplitBacklogBytes();
    }

    @Override
    public long getTotalBacklogBytes() {
      return records.getTotalBacklogBytes();
    }

    @Override
    public GatheredRecords<M> getCurrentSource() {
      return source;
    }

    @Override
    public void close() throws IOException {
      records.close();
    }
  }
}

package io.penstock.io.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.KafkaRecordCoder;
import org.apache.beam.sdk.io.kafka.KafkaTimestampType;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GatheredRecordsTest {
  private static final PipelineOptions OPTIONS = PipelineOptionsFactory.create();

  /** In place of a size: nothing to read. */
  private static final int WAIT = -1;

  @Test
  void aListHasWhatIsThereAndItsFirstRecordsTime() throws Exception {
    var reader = reader(null, 1, 2, 3, WAIT, 4, 5);

    assertThat(reader.start()).isTrue();
    assertThat(sizes(reader.getCurrent())).containsExactly(1, 2, 3);
    assertThat(reader.getCurrentTimestamp()).isEqualTo(Instant.ofEpochMilli(0));
    assertThat(reader.advance()).isTrue();
    assertThat(sizes(reader.getCurrent())).containsExactly(4, 5);
    assertThat(reader.getCurrentTimestamp()).isEqualTo(Instant.ofEpochMilli(4));
    assertThat(reader.advance()).isFalse();
    assertThatThrownBy(reader::getCurrent).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(reader::getCurrentTimestamp).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aListEndsWithItsMostRecords() throws Exception {
    var reader = reader(null, Collections.nCopies(250, 1).toArray(Integer[]::new));

    assertThat(lists(reader)).extracting(List::size).containsExactly(100, 100, 50);
  }

  /** So that a bundle of lists stays small where records are large. */
  @Test
  void aListEndsWithItsMostBytes() throws Exception {
    int large = (int) GatheredRecords.MOST_BYTES;
    var reader = reader(null, large, 1, large - 1, 1, 1);

    assertThat(lists(reader))
        .extracting(GatheredRecordsTest::sizes)
        .containsExactly(List.of(large), List.of(1, large - 1), List.of(1, 1));
  }

  /** A reader may wait for each of its records, and bundles and checkpoints wait for it. */
  @Test
  void aListEndsWhenItHasTakenLongEnough() throws Exception {
    long[] ticks = {0};
    GatheredRecords.Ticker quarters = () -> ticks[0]++ * GatheredRecords.MOST_NANOS / 4;
    var reader =
        new GatheredRecords<>(new Log(Collections.nCopies(10, 1)), quarters)
            .createReader(OPTIONS, null);

    assertThat(lists(reader)).extracting(List::size).containsExactly(4, 4, 2);
  }

  /** What comes after a restore is what was not given away: no record is skipped, none is lost. */
  @Test
  void aReaderThatIsRestoredGoesOnAfterItsLastList() throws Exception {
    Integer[] log = {1, 2, WAIT, 3, 4, WAIT, 5};
    var reader = reader(null, log);
    reader.start();
    reader.advance();

    var restored = reader((Mark) reader.getCheckpointMark(), log);

    assertThat(reader.getWatermark()).isEqualTo(Instant.ofEpochMilli(5));
    assertThat(lists(restored)).extracting(GatheredRecordsTest::sizes).containsExactly(List.of(5));
  }

  @Test
  void eachSplitIsGathered() throws Exception {
    assertThat(new GatheredRecords<>(new Log(List.of(1))).split(3, OPTIONS))
        .hasSize(3)
        .allMatch(split -> split.records() instanceof Log);
  }

  private static UnboundedReader<List<KafkaRecord<byte[], byte[]>>> reader(
      @Nullable Mark mark, Integer... sizes) throws IOException {
    List<Integer> log = new ArrayList<>(Arrays.asList(sizes));
    return new GatheredRecords<>(new Log(log), () -> 0).createReader(OPTIONS, mark);
  }

  private static List<List<KafkaRecord<byte[], byte[]>>> lists(
      UnboundedReader<List<KafkaRecord<byte[], byte[]>>> reader) throws IOException {
    List<List<KafkaRecord<byte[], byte[]>>> lists = new ArrayList<>();
    for (boolean more = reader.start(); more; more = reader.advance()) {
      lists.add(reader.getCurrent());
    }
    return lists;
  }

  private static List<Integer> sizes(List<KafkaRecord<byte[], byte[]>> records) {
    return records.stream().map(read -> read.getKV().getValue().length).toList();
  }

  private record Mark(int position) implements UnboundedSource.CheckpointMark, Serializable {
    @Override
    public void finalizeCheckpoint() {}
  }

  /** Values by their sizes; at {@link #WAIT} there is nothing to read, once. */
  private static final class Log extends UnboundedSource<KafkaRecord<byte[], byte[]>, Mark> {
    private static final long serialVersionUID = 1;

    private final List<Integer> sizes;

    Log(List<Integer> sizes) {
      this.sizes = sizes;
    }

    @Override
    public List<Log> split(int desired, PipelineOptions options) {
      return IntStream.range(0, desired).mapToObj(i -> new Log(sizes)).toList();
    }

    @Override
    public UnboundedReader<KafkaRecord<byte[], byte[]>> createReader(
        PipelineOptions options, @Nullable Mark mark) {
      return new LogReader(this, mark == null ? 0 : mark.position());
    }

    @Override
    public Coder<Mark> getCheckpointMarkCoder() {
      return SerializableCoder.of(Mark.class);
    }

    @Override
    public Coder<KafkaRecord<byte[], byte[]>> getOutputCoder() {
      Coder<byte[]> bytes = NullableCoder.of(ByteArrayCoder.of());
      return KafkaRecordCoder.of(bytes, bytes);
    }
  }

  private static final class LogReader extends UnboundedReader<KafkaRecord<byte[], byte[]>> {
    private final Log log;
    private int position;

    LogReader(Log log, int position) {
      this.log = log;
      this.position = position;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      return position < log.sizes.size() && log.sizes.get(position++) != WAIT;
    }

    @Override
    public KafkaRecord<byte[], byte[]> getCurrent() {
      byte[] value = new byte[log.sizes.get(position - 1)];
      return new KafkaRecord<>(
          "t",
          0,
          position - 1,
          position - 1,
          KafkaTimestampType.LOG_APPEND_TIME,
          new RecordHeaders(),
          new byte[0],
          value);
    }

    @Override
    public Instant getCurrentTimestamp() {
      return Instant.ofEpochMilli(position - 1);
    }

    @Override
    public Instant getWatermark() {
      return Instant.ofEpochMilli(position - 1);
    }

    @Override
    public Mark getCheckpointMark() {
      return new Mark(position);
    }

    @Override
    public Log getCurrentSource() {
      return log;
    }

    @Override
    public void close() {}
  }
}

package io.penstock.pipelines.bounded;

import io.penstock.core.decode.RawMessage;
import io.penstock.io.kafka.RecordMessages;
import io.penstock.io.raw.EventSpans;
import io.penstock.io.raw.RawBlock;
import io.penstock.io.raw.RawGathering;
import io.penstock.io.raw.RawSlot;
import io.penstock.io.raw.RawSlots;
import io.penstock.pipelines.stores.RunProgress;
import io.penstock.transforms.metrics.Metric;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of topics that the raw archive lacks and lands them, as the stream would have: the
 * same slots, to which a stream that lands the same records adds nothing. Memory: {@link
 * #MOST_BYTES} of records.
 */
final class LandTopicFn extends DecodeFn<TopicPiece> {
  /** Records of as many bytes are landed at once; every landing writes its slots anew. */
  static final long MOST_BYTES = 64L << 20;

  private static final long serialVersionUID = 1;

  private transient @Nullable RawSlots slots;
  private transient @Nullable RawGathering gathering;
  private transient long gathered;

  LandTopicFn(DecodeSettings settings) {
    super(settings);
  }

  @Override
  @Setup
  public void setup() throws IOException {
    super.setup();
    slots = stores().openSlots();
    gathering = new RawGathering(plan().live().rawSlotMicros());
  }

  @Override
  void decode(TopicPiece piece) throws IOException {
    piece.range().read(piece.connection(), read -> take(piece.source(), read));
    land();
  }

  private void take(String source, ConsumerRecord<byte[], byte[]> read) throws IOException {
    RawMessage message = RecordMessages.of(source, read);
    decode(message);
    Objects.requireNonNull(gathering)
        .add(read.topic(), read.partition(), message, decoding().takePeriods());
    RunProgress.read(message.payload().length);
    gathered += message.payload().length;
    if (gathered >= MOST_BYTES) {
      land();
    }
  }

  private void land() throws IOException {
    Map<RawSlot, RawBlock> blocks = new LinkedHashMap<>();
    Objects.requireNonNull(gathering).flush(blocks::put);
    gathered = 0;
    for (Map.Entry<RawSlot, RawBlock> slot : blocks.entrySet()) {
      RawBlock block = slot.getValue();
      EventSpans events = EventSpans.ofPeriods(plan().archive().periodMicros(), block.periods());
      Metric.RAW_RECORDS_LANDED.add(
          Objects.requireNonNull(slots)
              .land(slot.getKey(), block.messages(), plan().epoch(), events));
    }
  }
}

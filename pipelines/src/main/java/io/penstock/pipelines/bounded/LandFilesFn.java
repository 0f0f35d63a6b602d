package io.penstock.pipelines.bounded;

import io.penstock.core.decode.RawMessage;
import io.penstock.io.files.ChunkReader;
import io.penstock.io.files.FileChunk;
import io.penstock.io.files.FilePart;
import io.penstock.io.files.InputFault;
import io.penstock.io.raw.EventSpans;
import io.penstock.io.raw.RawStore;
import io.penstock.pipelines.stores.QuarantineRows;
import io.penstock.pipelines.stores.RunProgress;
import io.penstock.transforms.metrics.Metric;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads chunks of files, lands them in the raw archive and decodes them.
 *
 * <p>A part is decoded before it is landed, since the raw object lists the periods its readings
 * fall into; what is decoded leaves this step only after landing, and reaches a store only behind
 * the {@code GroupByKey}, which waits for every part of every file.
 */
final class LandFilesFn extends DecodeFn<FileChunk> {
  private static final long serialVersionUID = 1;

  private transient @Nullable RawStore raw;

  LandFilesFn(DecodeSettings settings) {
    super(settings);
  }

  @Override
  @Setup
  public void setup() throws IOException {
    super.setup();
    if (writes()) {
      raw = stores().openRaw();
    }
  }

  @Override
  void decode(FileChunk chunk) throws IOException {
    ChunkReader.read(chunk, this::part);
  }

  private void part(FilePart part) throws IOException {
    for (RawMessage message : part.messages()) {
      decode(message);
    }
    for (InputFault fault : part.faults()) {
      quarantine(QuarantineRows.entry(fault));
      Metric.READINGS_RECEIVED.add(fault.source(), 1);
      Metric.READINGS_QUARANTINED.add(fault.source(), 1);
      Metric.quarantined(fault.reason()).inc();
    }
    RunProgress.read(part.to() - part.from());
    long[] periods = decoding().takePeriods();
    if (writes()) {
      Objects.requireNonNull(raw)
          .land(
              part, plan().epoch(), EventSpans.ofPeriods(plan().archive().periodMicros(), periods));
    }
  }
}

package io.penstock.runners.contract;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Grouping;
import io.penstock.core.tile.LaneSpan;
import io.penstock.core.tile.SpanFilter;
import io.penstock.io.raw.RawKey;
import io.penstock.io.raw.RawStore;
import io.penstock.transforms.decode.BlockDecoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Decodes objects of a raw archive with a grouping of one's choice, and keeps nothing else. */
final class DecodeRawFn extends DoFn<RawKey, KV<LaneSpan, byte[]>> {
  private static final long serialVersionUID = 1;

  private final Plan plan;
  private final Grouping grouping;
  private final String folder;

  DecodeRawFn(Plan plan, Grouping grouping, String folder) {
    this.plan = plan;
    this.grouping = grouping;
    this.folder = folder;
  }

  /** Decodes one object; its blocks do not wait for others. */
  @ProcessElement
  public void processElement(@Element RawKey key, OutputReceiver<KV<LaneSpan, byte[]>> out)
      throws IOException {
    List<KV<LaneSpan, byte[]>> blocks = new ArrayList<>();
    BlockDecoding decoding =
        new BlockDecoding(
            plan,
            grouping,
            Lateness.IGNORE,
            SpanFilter.ALL,
            (lane, block) -> blocks.add(KV.of(lane, block)));
    RawStore.local(Path.of(folder)).read(key).forEach(decoding::decode);
    decoding.flush();
    blocks.forEach(out::output);
  }
}

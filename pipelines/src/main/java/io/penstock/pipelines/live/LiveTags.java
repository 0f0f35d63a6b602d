package io.penstock.pipelines.live;

import io.penstock.core.tile.Grouping;
import io.penstock.core.tile.LaneSpan;
import io.penstock.core.time.Micros;
import io.penstock.io.raw.RawSlot;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * The ways out of decoding. Their names are kept in savepoints and never change.
 *
 * @param raw records for the raw archive
 * @param archive blocks of archive periods
 * @param hot blocks of hot tiles, in the order of {@link LiveGroupings#hot}
 */
record LiveTags(
    TupleTag<KV<RawSlot, byte[]>> raw,
    TupleTag<KV<LaneSpan, byte[]>> archive,
    List<TupleTag<KV<LaneSpan, byte[]>>> hot)
    implements Serializable {

  static LiveTags of(List<Grouping> hot) {
    return new LiveTags(
        new TupleTag<>("raw"),
        new TupleTag<>("archive"),
        hot.stream()
            .map(grouping -> new TupleTag<KV<LaneSpan, byte[]>>("hot" + span(grouping)))
            .toList());
  }

  /** The length of a grouping's spans, as a suffix of names. */
  static String span(Grouping grouping) {
    return Micros.duration(grouping.spanMicros()).toString();
  }
}

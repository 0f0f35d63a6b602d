package io.penstock.transforms.decode;

import io.penstock.core.decode.DecodeCounts;
import io.penstock.core.decode.Lateness;
import io.penstock.core.decode.Quarantined;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.decode.Receiver;
import io.penstock.core.decode.SourceDecoder;
import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Grouping;
import io.penstock.core.tile.LaneSpan;
import io.penstock.core.tile.SeriesTable;
import io.penstock.core.tile.SpanFilter;
import io.penstock.core.tile.TileRouter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * One worker's decoding: raw messages of any source of a plan in, blocks out, and beside them, to
 * be taken when the caller is ready, what was quarantined, what was late, and which archive periods
 * were touched. Serves one thread.
 */
public final class BlockDecoding implements Receiver {
  private final Plan plan;
  private final Lateness lateness;
  private final SeriesTable seriesTable;
  private final List<TileRouter> routers;
  private final TileRouter first;
  private final Map<String, SourceDecoder> decoders = new HashMap<>();
  private final TreeSet<Long> periods = new TreeSet<>();
  private final Map<String, LateReading> late = new HashMap<>();
  private List<Quarantined> quarantined = new ArrayList<>();
  private long lastPeriod = Long.MIN_VALUE;
  private long considered;
  private String origin = "";

  /**
   * A decoding.
   *
   * @param wanted which lane-spans are computed
   * @param blocks takes finished blocks
   */
  public BlockDecoding(
      Plan plan,
      Grouping grouping,
      Lateness lateness,
      SpanFilter wanted,
      BiConsumer<LaneSpan, byte[]> blocks) {
    this(plan, lateness, List.of(new Route(grouping, wanted, blocks)));
  }

  /**
   * A decoding that gathers the same readings in several ways.
   *
   * @param routes at least one; the first, whose spans are archive periods, is the one by which
   *     readings are counted as considered
   */
  public BlockDecoding(Plan plan, Lateness lateness, List<Route> routes) {
    this.plan = plan;
    this.lateness = lateness;
    this.seriesTable = new SeriesTable(plan.catalogue());
    this.routers =
        routes.stream()
            .map(
                route ->
                    new TileRouter(
                        plan.epoch(), route.grouping, seriesTable, route.wanted, route.blocks))
            .toList();
    this.first = routers.get(0);
  }

  /**
   * One way to gather readings.
   *
   * @param grouping lanes and spans
   * @param wanted which lane-spans are computed
   * @param blocks takes finished blocks
   */
  public record Route(Grouping grouping, SpanFilter wanted, BiConsumer<LaneSpan, byte[]> blocks) {}

  /** Decodes one raw message. */
  public void decode(RawMessage raw) {
    int source = plan.sourceIndex(raw.source());
    origin = raw.origin();
    routers.forEach(router -> router.source(source));
    decoders
        .computeIfAbsent(
            raw.source(),
            name ->
                new SourceDecoder(
                    plan, plan.sources().get(plan.sourceIndex(name)), seriesTable, lateness, this))
        .decode(raw);
  }

  /** Gives away all blocks. */
  public void flush() {
    routers.forEach(TileRouter::flush);
  }

  /** Starts of the archive periods that passed or late readings fell into since the last call. */
  public long[] takePeriods() {
    long[] taken = periods.stream().mapToLong(Long::longValue).toArray();
    periods.clear();
    lastPeriod = Long.MIN_VALUE;
    return taken;
  }

  /** What was quarantined since the last call. */
  public List<Quarantined> takeQuarantined() {
    List<Quarantined> taken = quarantined;
    quarantined = new ArrayList<>();
    return taken;
  }

  /**
   * Late readings since the last call: per partition or folder, asset and period one, with the
   * highest ingest time and the last message.
   */
  public Collection<LateReading> takeLate() {
    List<LateReading> taken = List.copyOf(late.values());
    late.clear();
    return taken;
  }

  /** Readings since the last call, passed or late, whose own lane-span is wanted. */
  public long takeConsidered() {
    long taken = considered;
    considered = 0;
    return taken;
  }

  /** Counts per source since the beginning. */
  public Map<String, DecodeCounts> counts() {
    Map<String, DecodeCounts> counts = new HashMap<>();
    decoders.forEach((source, decoder) -> counts.put(source, decoder.counts()));
    return counts;
  }

  @Override
  public void reading(int series, long eventMicros, long bits, int quality, long ingestMicros) {
    touch(series, eventMicros);
    for (TileRouter router : routers) {
      router.add(series, eventMicros, bits, quality, ingestMicros);
    }
  }

  @Override
  public void text(int series, long eventMicros, String text, int quality, long ingestMicros) {
    touch(series, eventMicros);
    for (TileRouter router : routers) {
      router.addText(series, eventMicros, text, quality, ingestMicros);
    }
  }

  @Override
  public void late(int series, long eventMicros, long ingestMicros) {
    long period = touch(series, eventMicros);
    String asset = seriesTable.get(series).asset();
    // Of a stream's partition, whose records come in order, one entry, which waits for the last.
    String stream = origin.substring(0, origin.lastIndexOf('/') + 1);
    late.merge(
        asset + '@' + period + '@' + stream,
        new LateReading(asset, period, ingestMicros, origin),
        (before, last) ->
            new LateReading(
                asset,
                period,
                Math.max(before.ingestMicros(), last.ingestMicros()),
                last.origin()));
  }

  @Override
  public void quarantined(Quarantined fault) {
    quarantined.add(fault);
  }

  private long touch(int series, long eventMicros) {
    long length = plan.archive().periodMicros();
    if (lastPeriod > eventMicros
        || lastPeriod == Long.MIN_VALUE
        || eventMicros - lastPeriod >= length) {
      lastPeriod = Math.floorDiv(eventMicros, length) * length;
      periods.add(lastPeriod);
    }
    if (first.wants(series, lastPeriod)) {
      considered++;
    }
    return lastPeriod;
  }
}

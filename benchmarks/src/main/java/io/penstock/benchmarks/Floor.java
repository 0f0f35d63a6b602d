package io.penstock.benchmarks;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Grouping;
import io.penstock.core.tile.LaneSpan;
import io.penstock.core.tile.RowDigest;
import io.penstock.core.tile.SpanFilter;
import io.penstock.core.tile.SpanProcessor;
import io.penstock.core.tile.TableDigest;
import io.penstock.core.tile.TileTable;
import io.penstock.io.files.ChunkReader;
import io.penstock.io.files.FileChunk;
import io.penstock.transforms.decode.BlockDecoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a bounded run with a counting sink does, by the same classes and without an engine: threads
 * that share nothing decode chunks of files to blocks, a map gathers the blocks by lane-span, and
 * the threads compute the lane-spans, the largest first.
 *
 * <p>It is the least that this program can cost in Java: no copies between steps, no coders, no
 * shuffle, no counters per bundle. All blocks are in memory at once.
 */
final class Floor {
  private final Plan plan;
  private final Grouping grouping;
  private final int threads;
  private final Check check;

  /** Whether the rows are hashed as well as counted. */
  enum Check {
    /** Counted alone, as the engines' counting sink does. */
    COUNT,
    /** Also hashed, to be held against {@code penstock digest}. */
    DIGEST
  }

  /**
   * What came out.
   *
   * @param received readings decoded
   * @param admitted distinct readings of the spans' own
   * @param duplicated copies of them
   * @param rows per dataset, number of rows, and the sum of their hashes if that was asked for
   */
  record Totals(
      long received, long admitted, long duplicated, SortedMap<String, TableDigest> rows) {}

  Floor(Plan plan, int threads, Check check) {
    this.plan = plan;
    this.grouping = Grouping.ofArchive(plan);
    this.threads = threads;
    this.check = check;
  }

  /** Reads and computes everything. */
  Totals run(List<FileChunk> chunks) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Queue<FileChunk> work = new ConcurrentLinkedQueue<>(chunks);
      Map<LaneSpan, List<byte[]>> blocks = new HashMap<>();
      long received = 0;
      for (Decoded decoded : onAllThreads(pool, () -> decode(work))) {
        received += decoded.received;
        decoded.blocks.forEach(
            (key, more) -> blocks.computeIfAbsent(key, k -> new ArrayList<>()).addAll(more));
      }
      Queue<Map.Entry<LaneSpan, List<byte[]>>> spans =
          new ConcurrentLinkedQueue<>(largestFirst(blocks));
      blocks.clear();
      return totals(received, onAllThreads(pool, () -> compute(spans)));
    } finally {
      pool.shutdownNow();
    }
  }

  private record Decoded(long received, Map<LaneSpan, List<byte[]>> blocks) {}

  private Decoded decode(Queue<FileChunk> work) throws IOException {
    Map<LaneSpan, List<byte[]>> blocks = new HashMap<>();
    BlockDecoding decoding =
        new BlockDecoding(
            plan,
            grouping,
            Lateness.IGNORE,
            SpanFilter.ALL,
            (key, block) -> blocks.computeIfAbsent(key, k -> new ArrayList<>()).add(block));
    for (FileChunk chunk = work.poll(); chunk != null; chunk = work.poll()) {
      ChunkReader.read(chunk, part -> part.messages().forEach(decoding::decode));
    }
    decoding.flush();
    long received = decoding.counts().values().stream().mapToLong(counts -> counts.received).sum();
    return new Decoded(received, blocks);
  }

  private record Computed(long admitted, long duplicated, SortedMap<String, TableDigest> rows) {}

  private Computed compute(Queue<Map.Entry<LaneSpan, List<byte[]>>> spans) {
    SpanProcessor processor = new SpanProcessor(plan, grouping);
    SortedMap<String, TableDigest> rows = new TreeMap<>();
    long admitted = 0;
    long duplicated = 0;
    for (var span = spans.poll(); span != null; span = spans.poll()) {
      SpanProcessor.Result result = processor.process(span.getKey(), span.getValue());
      for (int source = 0; source < plan.sources().size(); source++) {
        admitted += result.fates().admittedOf(source);
        duplicated += result.fates().duplicatesOf(source);
      }
      for (TileTable table : result.tables()) {
        rows.merge(table.dataset().name(), digest(table), TableDigest::plus);
      }
    }
    return new Computed(admitted, duplicated, rows);
  }

  private TableDigest digest(TileTable table) {
    return switch (check) {
      case COUNT -> new TableDigest(table.rows(), 0, 0);
      case DIGEST -> RowDigest.of(table);
    };
  }

  private static Totals totals(long received, List<Computed> parts) {
    SortedMap<String, TableDigest> rows = new TreeMap<>();
    for (Computed part : parts) {
      part.rows.forEach((dataset, digest) -> rows.merge(dataset, digest, TableDigest::plus));
    }
    return new Totals(
        received,
        parts.stream().mapToLong(Computed::admitted).sum(),
        parts.stream().mapToLong(Computed::duplicated).sum(),
        rows);
  }

  private <T> List<T> onAllThreads(ExecutorService pool, Callable<T> task)
      throws InterruptedException, ExecutionException {
    List<Callable<T>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      tasks.add(task);
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : pool.invokeAll(tasks)) {
      results.add(future.get());
    }
    return results;
  }

  private static List<Map.Entry<LaneSpan, List<byte[]>>> largestFirst(
      Map<LaneSpan, List<byte[]>> blocks) {
    Comparator<Map.Entry<LaneSpan, List<byte[]>>> bySize =
        Comparator.comparingLong(
            entry -> entry.getValue().stream().mapToLong(block -> block.length).sum());
    return blocks.entrySet().stream().sorted(bySize.reversed()).toList();
  }
}

package io.penstock.runners.flink.gate;

import io.penstock.core.tile.LaneSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;

/**
 * Writes down every pane that a step's grouping gives, in the order in which they come, whatever
 * becomes of the stream in between.
 */
final class Witness {
  private static final Map<String, Map<LaneSpan, List<Set<Long>>>> PANES =
      new ConcurrentHashMap<>();

  private Witness() {}

  /** The panes of a step in the streams of one name: per span the ids of each pane's readings. */
  static Map<LaneSpan, List<Set<Long>>> panes(String name, String step) {
    return PANES.computeIfAbsent(name + ' ' + step, key -> new ConcurrentHashMap<>());
  }

  /** Watches the grouping of a step that processes tiles. */
  static void watch(Pipeline pipeline, String name, String step) {
    List<PCollection<KV<LaneSpan, Iterable<byte[]>>>> groups = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public void visitValue(PValue value, TransformHierarchy.Node producer) {
            if (producer.getFullName().equals(step + "-ProcessTiles/GroupByLaneSpan")) {
              groups.add(grouped(value));
            }
          }
        });
    groups.get(0).apply("Witness-" + step, ParDo.of(new WriteDownFn(name, step)));
  }

  @SuppressWarnings("unchecked") // What that step's grouping gives.
  private static PCollection<KV<LaneSpan, Iterable<byte[]>>> grouped(PValue value) {
    return (PCollection<KV<LaneSpan, Iterable<byte[]>>>) value;
  }

  private static final class WriteDownFn extends DoFn<KV<LaneSpan, Iterable<byte[]>>, Void> {
    private static final long serialVersionUID = 1;

    private final String name;
    private final String step;

    WriteDownFn(String name, String step) {
      this.name = name;
      this.step = step;
    }

    @ProcessElement
    public void processElement(@Element KV<LaneSpan, Iterable<byte[]>> pane) {
      Set<Long> ids = new TreeSet<>();
      pane.getValue().forEach(block -> ids.addAll(BlockValues.of(block)));
      panes(name, step)
          .computeIfAbsent(pane.getKey(), key -> new CopyOnWriteArrayList<>())
          .add(ids);
    }
  }
}

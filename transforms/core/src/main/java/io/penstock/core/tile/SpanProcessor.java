package io.penstock.core.tile;

import io.penstock.core.align.AlignedRows;
import io.penstock.core.align.Alignment;
import io.penstock.core.dedup.Deduplication;
import io.penstock.core.dedup.SeriesReadings;
import io.penstock.core.feature.FeatureWindows;
import io.penstock.core.model.Series;
import io.penstock.core.model.ValueType;
import io.penstock.core.normalise.AdmittedReadings;
import io.penstock.core.normalise.Normalisation;
import io.penstock.core.normalise.NormalisedSeries;
import io.penstock.core.plan.FeatureGroup;
import io.penstock.core.plan.Margins;
import io.penstock.core.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The pure function at the heart of Penstock: the blocks of one lane-span in, the rows and evidence
 * of its tiles out.
 *
 * <p>Deterministic in the set of readings alone: the order of blocks, how readings were split into
 * them, copies, the span's length and the number of lanes change nothing but the grouping of the
 * output. Steps: gather, deduplicate, normalise, align, features.
 *
 * <p>Memory: all readings of the lane-span at once, about {@value #BYTES_PER_READING} bytes each at
 * the peak. One instance serves one thread; it keeps scratch buffers and no data.
 */
public final class SpanProcessor {
  /** Memory that a reading takes at the peak, its share of blocks and rows included. */
  public static final int BYTES_PER_READING = 100;

  private final Plan plan;
  private final Grouping grouping;
  private final long mostReadings;
  private final SeriesTable seriesTable;
  private final Deduplication deduplication = new Deduplication();
  private final Alignment alignment;
  private final AlignedRows aligned = new AlignedRows();
  private final AlignedRows alignedWithMargin = new AlignedRows();
  private final Map<String, FeatureWindows> windowsOf = new HashMap<>();

  /** A processor for one grouping of a plan's datasets, and for lane-spans of any size. */
  public SpanProcessor(Plan plan, Grouping grouping) {
    this(plan, grouping, Integer.MAX_VALUE);
  }

  /** One that refuses lane-spans with more readings, copies and margins included. */
  public SpanProcessor(Plan plan, Grouping grouping, long mostReadings) {
    this.plan = plan;
    this.grouping = grouping;
    this.mostReadings = Math.min(mostReadings, Integer.MAX_VALUE);
    this.seriesTable = new SeriesTable(plan.catalogue());
    this.alignment = new Alignment(plan.measurements());
    for (FeatureGroup group : plan.features()) {
      windowsOf.put(group.name(), new FeatureWindows(group, plan.measurements()));
    }
  }

  /**
   * What one lane-span came to.
   *
   * @param tables one per dataset of the grouping, in its order
   * @param fates how the span's own readings fared
   * @param readings readings processed, copies and margins included
   * @param maxIngestMicros highest ingest time, or {@link
   *     io.penstock.core.decode.RawMessage#NO_INGEST_TIME}
   */
  public record Result(
      List<TileTable> tables, SpanFates fates, int readings, long maxIngestMicros) {}

  /**
   * Computes one lane-span from its blocks, given in any order.
   *
   * @throws LaneSpanTooLarge before it takes any memory for them
   */
  public Result process(LaneSpan key, List<byte[]> blocks) {
    SpanReadings.Census census = SpanReadings.count(blocks, seriesTable, plan.epoch());
    if (census.total() > mostReadings) {
      throw new LaneSpanTooLarge(plan, grouping, key, census.total(), mostReadings);
    }
    SpanReadings gathered = SpanReadings.gather(blocks, seriesTable, census);
    SpanFates fates = new SpanFates(plan.sources().size());
    long from = key.startMicros();
    long to = from + grouping.spanMicros();
    List<Output> outputs = outputs(from);
    long[][] textNames = gathered.textNames();
    String asset = "";
    for (SpanReadings.Run run : gathered.runs()) {
      if (!run.series().asset().equals(asset)) {
        finishAsset(outputs, asset);
        asset = run.series().asset();
      }
      SeriesReadings readings = deduplication.apply(run.series(), run.columns(), from, to, fates);
      compute(readings, textNames, from, to, outputs);
    }
    finishAsset(outputs, asset);
    List<TileTable> tables = new ArrayList<>();
    for (Output output : outputs) {
      tables.add(output.rows.build(plan.name(), plan.epoch(), key, grouping.spanMicros()));
    }
    return new Result(tables, fates, gathered.size(), gathered.maxIngestMicros());
  }

  private void compute(
      SeriesReadings readings, long[][] textNames, long from, long to, List<Output> outputs) {
    Series series = readings.series();
    NormalisedSeries normalised = Normalisation.apply(readings);
    AdmittedReadings admitted = AdmittedReadings.of(normalised, plan.measurements().admit());
    TileEvidence.RunningSums sums =
        new TileEvidence.RunningSums(
            readings, ReadingHash.seriesName(series.asset(), series.metric()), textNames);
    for (Output output : outputs) {
      output.evidence.add(sums);
      if (output.dataset.kind() == Dataset.Kind.MEASUREMENTS) {
        aligned.clear();
        alignment.apply(normalised, admitted, from, to, aligned);
        addMeasurements(normalised, output.rows);
      } else {
        addFeatures(normalised, admitted, from, to, output);
      }
    }
  }

  private void addMeasurements(NormalisedSeries series, TileTableBuilder rows) {
    if (aligned.size() == 0) {
      return;
    }
    rows.series(series.series().asset(), series.series().metric());
    boolean text = series.series().type() == ValueType.TEXT;
    for (int i = 0; i < aligned.size(); i++) {
      rows.row(aligned.times()[i], aligned.qualities()[i]);
      double value = aligned.values()[i];
      if (!text) {
        rows.number(0, value);
      } else {
        rows.number(0, Double.NaN);
        if (!Double.isNaN(value)) {
          rows.text(series.texts()[(int) value]);
        }
      }
    }
  }

  private void addFeatures(
      NormalisedSeries normalised, AdmittedReadings admitted, long from, long to, Output output) {
    Series series = normalised.series();
    FeatureWindows windows = Objects.requireNonNull(windowsOf.get(output.dataset.name()));
    if (!windows.wants(series)) {
      return;
    }
    FeatureRows rows = new FeatureRows(series, output.rows);
    if (windows.group().input() == FeatureGroup.Input.ALIGNED) {
      alignedWithMargin.clear();
      alignment.apply(
          normalised, admitted, from - windows.group().windowMicros(), to, alignedWithMargin);
      windows.overAligned(normalised, alignedWithMargin, from, to, rows);
    } else {
      windows.overReadings(normalised, admitted, from, to, rows);
    }
  }

  private void finishAsset(List<Output> outputs, String asset) {
    for (Output output : outputs) {
      for (int tile = 0; tile < output.evidence.tiles(); tile++) {
        Evidence evidence = output.evidence.evidence(tile, plan.epoch());
        if (evidence.count() > 0) {
          output.rows.tile(asset, output.evidence.tileStart(tile), evidence);
        }
      }
      output.evidence.clear();
    }
  }

  private List<Output> outputs(long spanStart) {
    List<Output> outputs = new ArrayList<>();
    for (Dataset dataset : grouping.datasets()) {
      TileEvidence evidence =
          new TileEvidence(
              spanStart,
              grouping.spanMicros(),
              dataset.tileMicros(),
              Margins.of(plan, dataset.name()));
      outputs.add(new Output(dataset, evidence, new TileTableBuilder(dataset)));
    }
    return outputs;
  }

  /** One dataset being made for one lane-span. */
  private record Output(Dataset dataset, TileEvidence evidence, TileTableBuilder rows) {}

  /** Puts the windows of one series into the table; a series without rows leaves no trace. */
  private static final class FeatureRows implements FeatureWindows.Rows {
    private final Series series;
    private final TileTableBuilder rows;
    private boolean started;

    FeatureRows(Series series, TileTableBuilder rows) {
      this.series = series;
      this.rows = rows;
    }

    @Override
    public void row(long windowStart, int quality, double[] values) {
      if (!started) {
        rows.series(series.asset(), series.metric());
        started = true;
      }
      rows.row(windowStart, quality);
      for (int i = 0; i < values.length; i++) {
        rows.number(i, values[i]);
      }
    }

    @Override
    public void states(String json) {
      rows.text(json);
    }
  }
}

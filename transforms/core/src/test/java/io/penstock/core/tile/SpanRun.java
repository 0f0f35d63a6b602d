package io.penstock.core.tile;

import static io.penstock.core.decode.RawMessage.NO_INGEST_TIME;

import io.penstock.core.plan.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/** Runs readings through router and processor and lists everything that came out, as text. */
final class SpanRun {
  private final Plan plan;
  private final Grouping grouping;
  final TreeSet<String> lines = new TreeSet<>();
  final Map<LaneSpan, List<byte[]>> blocks = new HashMap<>();

  /** Per row, as text, the tile it belongs to. */
  final Map<String, String> rowTiles = new HashMap<>();

  /** Per tile the number of readings its evidence counts. */
  final Map<String, Long> counts = new HashMap<>();

  long admitted;
  long duplicates;
  long conflicts;

  SpanRun(Plan plan, int lanes, long spanMicros) {
    this.plan = plan;
    this.grouping = Grouping.of(plan, Dataset.of(plan), lanes, spanMicros);
  }

  /** Routes the readings, flushing at random so that they fall into blocks of any size. */
  SpanRun route(List<PlantReading> readings, Random random) {
    SeriesTable table = new SeriesTable(plan.catalogue());
    TileRouter router =
        new TileRouter(
            plan.epoch(),
            grouping,
            table,
            SpanFilter.ALL,
            (key, block) -> blocks.computeIfAbsent(key, k -> new ArrayList<>()).add(block));
    for (PlantReading reading : readings) {
      router.source(reading.source());
      if (reading.isText()) {
        router.addText(
            reading.series(), reading.event(), reading.text(), reading.quality(), NO_INGEST_TIME);
      } else {
        router.add(
            reading.series(), reading.event(), reading.bits(), reading.quality(), NO_INGEST_TIME);
      }
      if (random.nextInt(10) == 0) {
        router.flush();
      }
    }
    router.flush();
    return this;
  }

  /** Computes every lane-span, its blocks in random order. */
  SpanRun process(Random random) {
    SpanProcessor processor = new SpanProcessor(plan, grouping);
    blocks.forEach(
        (key, list) -> {
          Collections.shuffle(list, random);
          SpanProcessor.Result result = processor.process(key, list);
          for (int source = 0; source < plan.sources().size(); source++) {
            admitted += result.fates().admittedOf(source);
            duplicates += result.fates().duplicatesOf(source);
            conflicts += result.fates().conflictsLostOf(source);
          }
          for (TileTable table : result.tables()) {
            list(TileTableCodec.decode(TileTableCodec.encode(table)));
          }
        });
    return this;
  }

  private void list(TileTable table) {
    for (TileTable.AssetTile tile : table.tiles()) {
      counts.put(
          table.dataset().name() + " " + tile.asset() + " " + tile.tileStart(),
          tile.evidence().count());
      add(
          String.format(
              "tile %s %s %d %s",
              table.dataset().name(), tile.asset(), tile.tileStart(), tile.evidence()));
    }
    for (int i = 0; i < table.rows(); i++) {
      TileTable.SeriesName series = table.series().get(table.rowSeries()[i]);
      StringBuilder line = new StringBuilder();
      line.append(
          String.format(
              "row %s %s/%s %d %08x %d:%s",
              table.dataset().name(),
              series.asset(),
              series.metric(),
              table.rowTimes()[i],
              table.rowQualities()[i],
              table.rowHasText()[i],
              table.rowTexts()[i]));
      for (double[] column : table.numbers()) {
        line.append(' ').append(Long.toHexString(Double.doubleToRawLongBits(column[i])));
      }
      add(line.toString());
      rowTiles.put(
          line.toString(),
          table.dataset().name()
              + " "
              + series.asset()
              + " "
              + table.dataset().tileStart(table.rowTimes()[i]));
    }
  }

  /** A row or tile that comes twice is an error of its own. */
  private void add(String line) {
    if (!lines.add(line)) {
      throw new AssertionError("came twice: " + line);
    }
  }
}

package io.penstock.core.tile;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@link TileTable} as bytes, version 1: head, series names, asset-tiles, then the columns. Equal
 * tables give equal bytes; integers are little-endian or LEB128, numbers raw float64 bits.
 */
public final class TileTableCodec {
  private static final int VERSION = 1;

  private TileTableCodec() {}

  /** Encodes a table. */
  public static byte[] encode(TileTable table) {
    ByteSink out = new ByteSink(256 + table.rows() * (14 + 8 * table.numbers().length));
    out.writeByte(VERSION);
    writeDataset(out, table.dataset());
    out.writeString(table.plan());
    out.writeVarint(table.epoch());
    out.writeVarint(table.lane());
    out.writeLong(table.spanStart());
    out.writeLong(table.spanMicros());
    out.writeVarint(table.series().size());
    for (TileTable.SeriesName series : table.series()) {
      out.writeString(series.asset());
      out.writeString(series.metric());
    }
    writeTiles(out, table.tiles());
    writeRows(out, table);
    return out.toByteArray();
  }

  /** Decodes a table. */
  public static TileTable decode(byte[] bytes) {
    ByteScan in = new ByteScan(bytes);
    in.expectVersion(VERSION, "a tile table");
    Dataset dataset = readDataset(in);
    String plan = in.readString();
    int epoch = in.readInt();
    int lane = in.readInt();
    long spanStart = in.readLong();
    long spanMicros = in.readLong();
    int seriesCount = in.readInt();
    List<TileTable.SeriesName> series = new ArrayList<>(seriesCount);
    for (int i = 0; i < seriesCount; i++) {
      series.add(new TileTable.SeriesName(in.readString(), in.readString()));
    }
    List<TileTable.AssetTile> tiles = readTiles(in, epoch);
    return readRows(in, new Head(dataset, plan, epoch, lane, spanStart, spanMicros, series, tiles));
  }

  private record Head(
      Dataset dataset,
      String plan,
      int epoch,
      int lane,
      long spanStart,
      long spanMicros,
      List<TileTable.SeriesName> series,
      List<TileTable.AssetTile> tiles) {}

  private static void writeDataset(ByteSink out, Dataset dataset) {
    out.writeString(dataset.name());
    out.writeByte(dataset.kind() == Dataset.Kind.MEASUREMENTS ? 0 : 1);
    out.writeVarint(dataset.tileMicros());
    out.writeVarint(dataset.windowMicros());
    out.writeVarint(dataset.numberColumns().size());
    dataset.numberColumns().forEach(out::writeString);
  }

  private static Dataset readDataset(ByteScan in) {
    String name = in.readString();
    Dataset.Kind kind = in.readByte() == 0 ? Dataset.Kind.MEASUREMENTS : Dataset.Kind.FEATURES;
    long tile = in.readVarint();
    long window = in.readVarint();
    int count = in.readInt();
    List<String> columns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      columns.add(in.readString());
    }
    return new Dataset(name, kind, tile, window, columns);
  }

  /** An asset is written once, before its tiles. */
  private static void writeTiles(ByteSink out, List<TileTable.AssetTile> tiles) {
    out.writeVarint(tiles.size());
    String asset = "";
    for (TileTable.AssetTile tile : tiles) {
      boolean sameAsset = tile.asset().equals(asset);
      out.writeByte(sameAsset ? 0 : 1);
      if (!sameAsset) {
        asset = tile.asset();
        out.writeString(asset);
      }
      out.writeLong(tile.tileStart());
      out.writeVarint(tile.evidence().count());
      out.writeLong(tile.evidence().digestHigh());
      out.writeLong(tile.evidence().digestLow());
    }
  }

  private static List<TileTable.AssetTile> readTiles(ByteScan in, int epoch) {
    int count = in.readInt();
    List<TileTable.AssetTile> tiles = new ArrayList<>(count);
    String asset = "";
    for (int i = 0; i < count; i++) {
      if (in.readByte() == 1) {
        asset = in.readString();
      }
      long start = in.readLong();
      Evidence evidence = new Evidence(epoch, in.readVarint(), in.readLong(), in.readLong());
      tiles.add(new TileTable.AssetTile(asset, start, evidence));
    }
    return tiles;
  }

  private static void writeRows(ByteSink out, TileTable table) {
    int rows = table.rows();
    out.writeVarint(rows);
    long previous = 0;
    for (int i = 0; i < rows; i++) {
      out.writeVarint(table.rowSeries()[i]);
      out.writeSigned(table.rowTimes()[i] - previous);
      out.writeVarint(Integer.toUnsignedLong(table.rowQualities()[i]));
      previous = table.rowTimes()[i];
      out.writeByte(table.rowHasText()[i]);
      if (table.rowHasText()[i] == 1) {
        out.writeString(table.rowTexts()[i]);
      }
    }
    for (double[] column : table.numbers()) {
      for (int i = 0; i < rows; i++) {
        out.writeLong(Double.doubleToLongBits(column[i]));
      }
    }
  }

  private static TileTable readRows(ByteScan in, Head head) {
    int rows = in.readInt();
    int[] series = new int[rows];
    long[] times = new long[rows];
    int[] qualities = new int[rows];
    byte[] hasText = new byte[rows];
    String[] texts = new String[rows];
    long time = 0;
    for (int i = 0; i < rows; i++) {
      series[i] = in.readInt();
      time += in.readSigned();
      times[i] = time;
      qualities[i] = in.readInt();
      hasText[i] = (byte) in.readByte();
      texts[i] = hasText[i] == 1 ? in.readString() : "";
    }
    double[][] numbers = new double[head.dataset().numberColumns().size()][rows];
    for (double[] column : numbers) {
      for (int i = 0; i < rows; i++) {
        column[i] = Double.longBitsToDouble(in.readLong());
      }
    }
    return new TileTable(
        head.dataset(),
        head.plan(),
        head.epoch(),
        head.lane(),
        head.spanStart(),
        head.spanMicros(),
        head.series(),
        series,
        times,
        qualities,
        numbers,
        texts,
        hasText,
        head.tiles());
  }
}

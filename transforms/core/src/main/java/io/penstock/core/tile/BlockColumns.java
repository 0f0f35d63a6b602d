package io.penstock.core.tile;

/** The columns of one block, read back; reused from block to block. */
final class BlockColumns {
  int epoch;
  int source;
  int size;
  long maxIngest;

  /** Per entry of the series table, its number in the reader's {@link SeriesTable}. */
  int[] table = {};

  String[] texts = {};

  /** Per reading, index into {@link #table}. */
  int[] series = {};

  long[] times = {};
  int[] qualities = {};
  long[] bits = {};

  /** Reads a block. Series that the catalogue does not have are let into the reader's table. */
  void read(byte[] block, SeriesTable seriesTable) {
    ByteScan in = new ByteScan(block);
    readSeries(in, seriesTable);
    readColumns(in);
  }

  /** Reads all of a block but its times, qualities and values, whose content is undefined then. */
  void readSeries(byte[] block, SeriesTable seriesTable) {
    readSeries(new ByteScan(block), seriesTable);
  }

  private void readSeries(ByteScan in, SeriesTable seriesTable) {
    readHead(in);
    table = new int[in.readInt()];
    for (int i = 0; i < table.length; i++) {
      int known = in.readInt() - 1;
      table[i] = known >= 0 ? known : seriesTable.accept(in.readString(), in.readString());
    }
    texts = new String[in.readInt()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = in.readString();
    }
    if (series.length < size) {
      series = new int[size];
    }
    for (int i = 0; i < size; i++) {
      series[i] = in.readInt();
    }
  }

  private void readHead(ByteScan in) {
    in.expectVersion(BlockBuilder.VERSION, "a block");
    epoch = in.readInt();
    source = in.readInt();
    size = in.readInt();
    maxIngest = in.readLong();
  }

  private void readColumns(ByteScan in) {
    if (times.length < size) {
      times = new long[size];
      qualities = new int[size];
      bits = new long[size];
    }
    long time = 0;
    for (int i = 0; i < size; i++) {
      time += in.readSigned();
      times[i] = time;
    }
    int filled = 0;
    while (filled < size) {
      int quality = in.readInt();
      int end = filled + in.readInt();
      while (filled < end) {
        qualities[filled++] = quality;
      }
    }
    in.readLongs(bits, size);
  }
}

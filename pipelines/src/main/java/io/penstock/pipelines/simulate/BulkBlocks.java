package io.penstock.pipelines.simulate;

import java.nio.charset.StandardCharsets;

/** The lines of a {@link BulkNdjson}, block by block: some twice, some out of order. */
final class BulkBlocks {
  private static final double DUPLICATES = 0.02;
  private static final double SWAPS = 0.1;
  private static final int VALUE_DECIMALS = 3;
  private static final byte[] VALUE = ",\"value\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "}\n".getBytes(StandardCharsets.US_ASCII);

  private final byte[][] heads;
  private final int[] phases;
  private final BulkNdjson settings;
  private final long[] readings = new long[BulkNdjson.BLOCK];
  private final Rng rng;
  private final long startMillis;
  private long written;
  private long next;

  BulkBlocks(BulkNdjson settings) {
    this.settings = settings;
    rng = Rng.of(settings.seed(), "bulk", 0);
    startMillis = settings.start().toEpochMilli();
    heads = new byte[settings.series()][];
    phases = new int[heads.length];
    for (int i = 0; i < heads.length; i++) {
      String id = BulkPlan.id(i);
      heads[i] = ("{\"id\":\"" + id + "\",\"ts\":").getBytes(StandardCharsets.US_ASCII);
      phases[i] = rng.below(settings.periodMillis());
    }
  }

  long linesLeft() {
    return settings.lines() - written;
  }

  long distinct() {
    return next;
  }

  void append(ByteText out) {
    int size = (int) Math.min(BulkNdjson.BLOCK, linesLeft());
    readings[0] = next++;
    for (int i = 1; i < size; i++) {
      readings[i] = rng.chance(DUPLICATES) ? readings[rng.below(i)] : next++;
    }
    for (int i = 0; i < size; i++) {
      if (rng.chance(SWAPS)) {
        int other = rng.below(size);
        long reading = readings[i];
        readings[i] = readings[other];
        readings[other] = reading;
      }
    }
    for (int i = 0; i < size; i++) {
      line(readings[i], out);
    }
    written += size;
  }

  /** A reading's time and value depend on its number alone, so a duplicate is exact. */
  private void line(long reading, ByteText out) {
    int series = (int) (reading % heads.length);
    long tick = reading / heads.length;
    long millis = startMillis + tick * settings.periodMillis() + phases[series];
    out.raw(heads[series]).padded(millis, 13).raw(VALUE);
    out.decimal(milliValue(series, tick), VALUE_DECIMALS, '.').raw(END);
  }

  /** A triangle of 600 ticks around the series' own level, with noise; thousandths. */
  private long milliValue(int series, long tick) {
    long corner = Math.abs((tick + series * 37L) % 600 - 300);
    long noise = Rng.mix(settings.seed() ^ (tick * heads.length + series)) >>> 54;
    return 10_000 + series * 5L + corner * 40 + noise;
  }
}

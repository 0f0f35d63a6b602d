package io.penstock.pipelines.simulate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Many readings fast, for benchmarks: JSON lines {@code
 * {"id":"a0001/s3","ts":1700000000123,"value":12.345}} with 2 % exact duplicates and local disorder
 * (within {@link #BLOCK} lines), a plan and a catalogue.
 *
 * <p>Every series has one reading per {@code periodMillis}, so N lines of S series span about
 * {@code 0.98 N / S} periods. Deterministic in its settings.
 *
 * @param lines lines to write, duplicates included
 * @param assets number of assets, each with {@link #SERIES_PER_ASSET} series; at most 9,999
 * @param periodMillis time between two readings of a series
 * @param start first event time
 * @param fileBytes a file is closed at the first block that reaches this size
 * @param seed of everything random
 */
public record BulkNdjson(
    long lines, int assets, int periodMillis, Instant start, long fileBytes, long seed) {

  /** Series of each asset: {@code s0} to {@code s9}. */
  public static final int SERIES_PER_ASSET = 10;

  /** Disorder and duplicates stay within this many lines. */
  public static final int BLOCK = 256;

  /** 12 million lines of 1,000 series at 10 Hz, in files of 64 MiB. */
  public static final BulkNdjson DEFAULT =
      new BulkNdjson(12_000_000, 100, 100, Instant.parse("2026-01-05T06:00:00Z"), 64 << 20, 1);

  /** No line is longer. */
  private static final int LINE_BYTES = 64;

  /**
   * What was written.
   *
   * @param lines lines
   * @param distinct different readings
   * @param bytes size of all files
   * @param files number of files
   */
  public record Written(long lines, long distinct, long bytes, int files) {}

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public BulkNdjson {
    require("lines", lines, 1, 1L << 40);
    require("assets", assets, 1, 9_999);
    require("periodMillis", periodMillis, 1, 3_600_000);
    require("fileBytes", fileBytes, 1, 1L << 40);
  }

  private static void require(String name, long value, long low, long high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "%s must be between %d and %d, but was: %d".formatted(name, low, high, value));
    }
  }

  /** The same with another number of lines. */
  public BulkNdjson withLines(long newLines) {
    return new BulkNdjson(newLines, assets, periodMillis, start, fileBytes, seed);
  }

  /** The same with another seed. */
  public BulkNdjson withSeed(long newSeed) {
    return new BulkNdjson(lines, assets, periodMillis, start, fileBytes, newSeed);
  }

  /** The same with files of another size. */
  public BulkNdjson withFileBytes(long newFileBytes) {
    return new BulkNdjson(lines, assets, periodMillis, start, newFileBytes, seed);
  }

  /** Number of series. */
  public int series() {
    return assets * SERIES_PER_ASSET;
  }

  /**
   * Writes plan, catalogue and files into a folder.
   *
   * @param folder absent or empty; it is created
   * @throws IllegalArgumentException when the folder is not empty
   */
  public Written writeTo(Path folder) throws IOException {
    PlantSimulation.requireEmpty(folder);
    Path in = Files.createDirectories(folder.resolve("in"));
    Files.writeString(folder.resolve(PlantSimulation.PLAN), BulkPlan.YAML);
    Files.writeString(folder.resolve(PlantSimulation.CATALOGUE), catalogue());
    BulkBlocks blocks = new BulkBlocks(this);
    long bytes = 0;
    int files = 0;
    while (blocks.linesLeft() > 0) {
      files++;
      Path file = in.resolve("bulk-%05d.ndjson".formatted(files));
      try (OutputStream out = Files.newOutputStream(file)) {
        bytes += fill(out, blocks);
      }
    }
    return new Written(lines, blocks.distinct(), bytes, files);
  }

  /** The catalogue, as CSV. */
  public String catalogue() {
    return BulkPlan.catalogue(this);
  }

  /**
   * Gives away the lines of all files without writing any.
   *
   * @param sink takes up to {@link #BLOCK} lines each time, with their line feeds
   * @return how many different readings they are
   */
  public long forEachBlock(Consumer<byte[]> sink) {
    BulkBlocks blocks = new BulkBlocks(this);
    ByteText text = new ByteText(BLOCK * LINE_BYTES);
    while (blocks.linesLeft() > 0) {
      blocks.append(text);
      sink.accept(text.toBytes());
      text.truncate(0);
    }
    return blocks.distinct();
  }

  private long fill(OutputStream out, BulkBlocks blocks) throws IOException {
    ByteText text = new ByteText((1 << 20) + BLOCK * LINE_BYTES);
    long bytes = 0;
    while (blocks.linesLeft() > 0 && bytes + text.length() < fileBytes) {
      blocks.append(text);
      if (text.length() >= 1 << 20) {
        bytes += text.length();
        text.writeTo(out);
        text.truncate(0);
      }
    }
    text.writeTo(out);
    return bytes + text.length();
  }
}

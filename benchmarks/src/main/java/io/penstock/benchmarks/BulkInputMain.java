package io.penstock.benchmarks;

import io.penstock.pipelines.simulate.BulkNdjson;
import java.io.IOException;
import java.nio.file.Path;

/** Writes benchmark input: {@code BulkInputMain LINES FOLDER}. */
public final class BulkInputMain {
  private BulkInputMain() {}

  /** Writes plan, catalogue and that many lines into a folder that is absent or empty. */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("takes the number of lines and a folder");
    }
    BulkNdjson.Written written =
        BulkNdjson.DEFAULT.withLines(Long.parseLong(args[0])).writeTo(Path.of(args[1]));
    System.out.printf(
        "%d lines, %d different readings, %d bytes, %d files%n",
        written.lines(), written.distinct(), written.bytes(), written.files());
  }
}

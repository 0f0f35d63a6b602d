package io.penstock.pipelines.bounded;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * What a bounded run did, as figures that a person or a test can hold against each other.
 *
 * @param plan the plan's name
 * @param epoch the plan's epoch
 * @param runner the engine's name
 * @param lateness {@code IGNORE} or {@code AS_LIVE}
 * @param passes 1 when files were landed and computed at once, 2 when the archive was read back
 * @param files input files
 * @param inputBytes their size
 * @param seconds wall time of the jobs
 * @param peakMemoryBytes largest heap in use that was seen, of this process
 * @param landed counters of the pass that landed the files
 * @param computed counters of the pass that computed tiles; the same pass when {@code passes} is 1
 * @param sources per source, the counters of both passes that are counted per source
 * @param quarantined per reason, readings and messages set aside while landing
 * @param incomplete raw files that are not whole, one line each
 * @param open computed archive periods that a stream may still add to, one line for all of them
 * @param changes what the plan's epoch has changed in the hot tables, one line per series and
 *     dataset; the largest alone if there are many
 * @param differences where an audit has found other rows than raw gives, one line each
 */
public record RunReport(
    String plan,
    int epoch,
    String runner,
    String lateness,
    int passes,
    int files,
    long inputBytes,
    double seconds,
    long peakMemoryBytes,
    SortedMap<String, Long> landed,
    SortedMap<String, Long> computed,
    SortedMap<String, SortedMap<String, Long>> sources,
    SortedMap<String, Long> quarantined,
    List<String> incomplete,
    List<String> open,
    List<String> changes,
    List<String> differences) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Reads a report. */
  public static RunReport read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), RunReport.class);
  }

  /** Writes the report, making its folder. */
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    JSON.writeValue(file.toFile(), this);
  }

  /** A counter of the pass that landed the files, by its name. */
  public long landedCount(String counter) {
    return landed.getOrDefault(counter, 0L);
  }

  /** A counter of the pass that computed tiles, by its name. */
  public long computedCount(String counter) {
    return computed.getOrDefault(counter, 0L);
  }
}

package io.penstock.benchmarks.live;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a measured process tells when it is done, as lines on its standard output.
 *
 * @param figures by name, see {@link Figure}
 * @param sums see {@link Totals#sums()}
 */
record Outcome(SortedMap<Figure, Double> figures, SortedMap<String, double[]> sums) {
  private static final String FIGURE = "figure ";
  private static final String SUMS = "sums ";

  /** What is measured. CPU time is user and system of the whole process: compiling, collecting. */
  enum Figure {
    /** CPU seconds from when the job ran until the last window was in the sink. */
    CPU,
    /** CPU seconds of the process from its start until then. */
    CPU_WHOLE,
    /** Seconds from when the job ran until then. */
    WALL,
    /** CPU seconds until everything was sealed, where there is sealing. */
    CPU_SEALED,
    /** Peak resident memory in MB. */
    RSS_MB,
    /** Checkpoints completed. */
    CHECKPOINTS,
    /** Checkpoints failed. */
    CHECKPOINTS_FAILED,
    /** Bytes of the state in the largest checkpoint. */
    STATE_BYTES,
    /** Bytes of the state when all readings were held. */
    HELD_BYTES,
    /** Bytes that were written for that checkpoint. */
    WRITTEN_BYTES,
    /** Milliseconds that the longest checkpoint took. */
    CHECKPOINT_MILLIS
  }

  double get(Figure figure) {
    return figures.getOrDefault(figure, 0.0);
  }

  /** The lines. */
  String lines() {
    StringBuilder lines = new StringBuilder();
    figures.forEach(
        (figure, value) ->
            lines.append(FIGURE).append(figure).append(' ').append(value).append('\n'));
    sums.forEach(
        (dataset, values) ->
            lines
                .append(SUMS)
                .append(dataset)
                .append(' ')
                .append(
                    Arrays.stream(values)
                        .mapToObj(Double::toString)
                        .collect(Collectors.joining(",")))
                .append('\n'));
    return lines.toString();
  }

  /** Reads the lines, among others. */
  static Outcome parse(List<String> lines) {
    Outcome outcome = new Outcome(new TreeMap<>(), new TreeMap<>());
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      if (line.startsWith(FIGURE)) {
        outcome.figures.put(Figure.valueOf(words[1]), Double.valueOf(words[2]));
      } else if (line.startsWith(SUMS)) {
        outcome.sums.put(
            words[1],
            Arrays.stream(words[2].split(",", -1)).mapToDouble(Double::parseDouble).toArray());
      }
    }
    return outcome;
  }
}

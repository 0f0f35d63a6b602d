package io.penstock.runners.direct;

import io.penstock.core.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The counts that came with a data set: {@code expected_dedup.csv}. */
final class GroundTruth {
  private final List<String> names;
  private final List<String[]> rows = new ArrayList<>();

  private GroundTruth(List<String> lines) {
    names = Arrays.asList(lines.get(0).split(","));
    // The columns that count come before the first one that is quoted.
    lines.stream().skip(1).forEach(line -> rows.add(line.split(",")));
  }

  static GroundTruth of(String dataSet) throws IOException {
    return new GroundTruth(Files.readAllLines(SharedData.path(dataSet + "/expected_dedup.csv")));
  }

  /** What the rows are about: a logger table or a machine. */
  List<String> subjects() {
    return rows.stream().map(row -> row[0]).toList();
  }

  long count(String subject, String column) {
    return rows.stream()
        .filter(row -> row[0].equals(subject))
        .mapToLong(row -> Long.parseLong(row[names.indexOf(column)]))
        .sum();
  }
}

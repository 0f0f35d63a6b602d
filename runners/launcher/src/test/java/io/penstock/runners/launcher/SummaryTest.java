package io.penstock.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.pipelines.bounded.RunReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SummaryTest {
  /** INPUTS.md: CR, LF and ANSI are escaped wherever shown. */
  @Test
  void showsHostileFileNamesOnOneLine() {
    RunReport report =
        new RunReport(
            "p",
            1,
            "DirectRunner",
            "IGNORE",
            2,
            1,
            10,
            1.0,
            1,
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            List.of("a\u001b[2J\nall is well: chunk 1"),
            List.of(),
            List.of(),
            List.of());
    StringWriter shown = new StringWriter();

    Summary.print(report, new PrintWriter(shown));

    assertThat(shown.toString())
        .contains("INCOMPLETE in the raw archive: a\\u001b[2J\\u000aall is well: chunk 1\n")
        .doesNotContain("\u001b");
  }
}

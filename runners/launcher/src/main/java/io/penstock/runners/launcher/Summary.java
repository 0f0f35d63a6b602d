package io.penstock.runners.launcher;

import io.penstock.io.quarantine.QuarantineEntry;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.transforms.metrics.Metric;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.SortedMap;

/** The summary of a run that people read. */
final class Summary {
  private Summary() {}

  /** Prints a report. */
  static void print(RunReport report, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%nplan %s, epoch %d, on %s: %d files, %.1f MB in %.1f s%s%n",
        report.plan(),
        report.epoch(),
        report.runner(),
        report.files(),
        report.inputBytes() / 1e6,
        report.seconds(),
        report.passes() == 1 ? "" : " (landed, then computed from all raw messages)");
    out.printf(
        Locale.ROOT,
        "throughput %.2f M readings/s, peak heap %.0f MB%n%n",
        report.landedCount(Metric.READINGS_RECEIVED.metricName()) / 1e6 / report.seconds(),
        report.peakMemoryBytes() / 1e6);
    fates(report, out);
    quarantined(report, out);
    stores(report, out);
    // File names are whatever somebody uploaded.
    report
        .incomplete()
        .forEach(
            line -> out.println("INCOMPLETE in the raw archive: " + QuarantineEntry.line(line)));
    report.open().forEach(line -> out.println("AT THE LIVE EDGE: " + line));
    changes(report, out);
    out.flush();
  }

  private static void changes(RunReport report, PrintWriter out) {
    if (!report.changes().isEmpty()) {
      out.printf("%nepoch %d against those before it%n", report.epoch());
      report.changes().forEach(line -> out.println("  " + QuarantineEntry.line(line)));
    }
  }

  private static void fates(RunReport report, PrintWriter out) {
    out.printf(
        "%-14s %12s %12s %12s %12s %12s %12s%n",
        "source", "received", "admitted", "duplicate", "conflict", "late", "quarantined");
    report.sources().forEach((source, counts) -> fates(source, counts, out));
    if (report.passes() == 1) {
      fates("all", report.landed(), out);
    } else {
      out.println("(admitted, duplicate and conflict: all raw messages of the touched periods)");
    }
  }

  private static void fates(String name, SortedMap<String, Long> counts, PrintWriter out) {
    out.printf(
        "%-14s %12d %12d %12d %12d %12d %12d%n",
        name,
        count(counts, Metric.READINGS_RECEIVED),
        count(counts, Metric.READINGS_ADMITTED),
        count(counts, Metric.READINGS_DUPLICATED),
        count(counts, Metric.READINGS_CONFLICTED),
        count(counts, Metric.READINGS_LATE),
        count(counts, Metric.READINGS_QUARANTINED));
  }

  private static void quarantined(RunReport report, PrintWriter out) {
    if (!report.quarantined().isEmpty()) {
      out.printf("%nquarantined because%n");
      report.quarantined().forEach((reason, count) -> out.printf("  %-24s %10d%n", reason, count));
    }
  }

  private static void stores(RunReport report, PrintWriter out) {
    SortedMap<String, Long> counts = report.computed();
    out.printf(
        "%nhot tables   %d tiles written, %d replaced, %d unchanged, %d refused; %d rows%n",
        count(counts, Metric.HOT_TILES_WRITTEN),
        count(counts, Metric.HOT_TILES_REPLACED),
        count(counts, Metric.HOT_TILES_UNCHANGED),
        count(counts, Metric.HOT_TILES_IGNORED),
        count(counts, Metric.HOT_ROWS_WRITTEN));
    out.printf(
        "archive      %d objects written, %d unchanged, %d refused; %d rows%n",
        count(counts, Metric.ARCHIVE_OBJECTS_WRITTEN),
        count(counts, Metric.ARCHIVE_OBJECTS_UNCHANGED),
        count(counts, Metric.ARCHIVE_OBJECTS_IGNORED),
        count(counts, Metric.ARCHIVE_ROWS_WRITTEN));
  }

  private static long count(SortedMap<String, Long> counts, Metric metric) {
    return counts.getOrDefault(metric.metricName(), 0L);
  }
}

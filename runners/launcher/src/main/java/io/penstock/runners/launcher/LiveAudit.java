package io.penstock.runners.launcher;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.io.hot.HotConnection;
import io.penstock.pipelines.audit.Audit;
import io.penstock.pipelines.audit.AuditReport;
import io.penstock.pipelines.audit.AuditedStores;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.plan.PlanReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Audits the stores of a stream: computes everything again from a copy of its raw archive, in
 * stores of its own that are removed afterwards, and compares.
 *
 * @param engine computes again
 * @param plan the plan file
 * @param gate {@link Lateness#AS_LIVE}, or {@link Lateness#IGNORE} when the stores were reconciled
 * @param messages the ledger of messages
 * @param out folder of the stream's raw archive and archive
 * @param hot the stream's hot tables
 */
record LiveAudit(
    Engine engine, Path plan, Lateness gate, Path messages, Path out, HotConnection hot) {

  /** Runs the audit. */
  AuditReport run() throws Exception {
    Plan checked = PlanReader.create().read(plan);
    Path raw = out.resolve(checked.name()).resolve("raw");
    if (!Files.isDirectory(raw)) {
      throw new CommandFailed(out + " has no raw archive of plan " + checked.name());
    }
    if (!Files.isRegularFile(messages)) {
      throw new CommandFailed(
          messages + " is not there: penstock simulate --mqtt and demo --live write it");
    }
    Path own = Files.createTempDirectory(out, "audit-");
    try (EmbeddedHot fresh = EmbeddedHot.start(own)) {
      copy(raw, own.resolve(checked.name()).resolve("raw"));
      RunReport report =
          new EngineProcess(
                  engine,
                  plan,
                  Output.folder(own),
                  fresh.file(),
                  List.of(),
                  gate,
                  List.of("--recompute=" + RecomputeOption.ALL))
              .run();
      return Audit.of(
          checked,
          gate,
          messages,
          new AuditedStores(out, hot),
          new AuditedStores(own, fresh.connection()),
          report);
    } finally {
      remove(own);
    }
  }

  /** Prints what an audit came to. */
  static void print(AuditReport report, PrintWriter printer) {
    printer.println();
    report.figures().forEach(printer::println);
    report.differences().forEach(line -> printer.println("DIFFERENT   " + line));
    printer.printf(
        "%n%s%n",
        report.isClean()
            ? "audit clean: nothing is missing, nothing invented, every fate explained"
            : "audit FAILED: the stores are not what was sent");
    printer.flush();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.sorted().toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}

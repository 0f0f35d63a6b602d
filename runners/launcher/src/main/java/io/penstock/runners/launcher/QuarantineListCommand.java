package io.penstock.runners.launcher;

import io.penstock.io.hot.HotDatabase;
import io.penstock.io.quarantine.QuarantineEntry;
import io.penstock.io.quarantine.QuarantineFilter;
import io.penstock.io.quarantine.QuarantineKey;
import io.penstock.io.quarantine.QuarantineStore;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock quarantine list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists what was set aside, with the reason and the head of its bytes.")
final class QuarantineListCommand implements Callable<Integer> {
  private static final int SHOWN_BYTES = 60;

  @Spec private CommandSpec spec;
  @Mixin private HotOption hot;

  @Option(names = "--source", description = "Only this source.")
  private Optional<String> source;

  @Option(names = "--reason", description = "Only this reason, such as unknown_series.")
  private Optional<String> reason;

  @Option(names = "--limit", defaultValue = "20", description = "Most entries (default: 20).")
  private int limit;

  @Option(
      names = "--after",
      description = "Only what comes after this key, as a page ends with it.")
  private Optional<String> after;

  @Override
  public Integer call() throws Exception {
    return hot.withExisting(
        (connection, file) -> {
          try (HotDatabase database = HotDatabase.open(connection)) {
            print(new QuarantineStore(database.dataSource()));
          }
          return 0;
        });
  }

  private void print(QuarantineStore store) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    store
        .countByReason(QuarantineFilter.Status.OPEN)
        .forEach((code, count) -> out.printf("%-24s %10d open%n", code, count));
    QuarantineFilter filter = QuarantineFilter.ALL.withLimit(limit + 1);
    if (source.isPresent()) {
      filter = filter.withSource(source.get());
    }
    if (reason.isPresent()) {
      filter = filter.withReason(reason.get());
    }
    if (after.isPresent()) {
      filter = filter.withAfter(QuarantineKey.parse(after.get()));
    }
    out.println();
    List<QuarantineEntry> entries = store.list(filter);
    List<QuarantineEntry> page = entries.subList(0, Math.min(limit, entries.size()));
    for (QuarantineEntry entry : page) {
      out.printf(
          "%s at %s:%d (%s) %s%n    %s%n",
          entry.source(),
          entry.origin().substring(0, Math.min(12, entry.origin().length())),
          entry.position(),
          entry.reason(),
          entry.detail(),
          shown(entry.payload()));
    }
    if (entries.size() > page.size() && !page.isEmpty()) {
      out.printf("%nmore: add --after %s%n", page.get(page.size() - 1).key().text());
    }
    out.flush();
  }

  /** The head of a payload with everything but printable ASCII replaced. */
  private static String shown(byte[] payload) {
    String head = new String(payload, StandardCharsets.ISO_8859_1);
    String line = head.replaceAll("[^\\x20-\\x7E]", ".");
    return line.length() <= SHOWN_BYTES ? line : line.substring(0, SHOWN_BYTES) + "...";
  }
}

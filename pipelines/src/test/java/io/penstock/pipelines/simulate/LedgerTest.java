package io.penstock.pipelines.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class LedgerTest {
  private final SimulationSummary summary;
  private final Simulated simulated;

  LedgerTest(@TempDir Path folder) throws IOException {
    Path plant = folder.resolve("plant");
    summary =
        PlantSimulation.DEMO.withAssets(20).withDuration(Duration.ofMinutes(5)).writeTo(plant);
    simulated = new Simulated(plant);
  }

  @Test
  void countsAsTheSummaryDoes() throws IOException {
    Map<String, Long> counted = new TreeMap<>();
    for (JsonNode entry : simulated.ledger()) {
      String source = entry.get("source").asText();
      String fate = entry.get("fate").asText();
      String ignoring = entry.path("fate_ignore").asText(fate);
      counted.merge(source + " as_live " + fate, 1L, Long::sum);
      counted.merge(source + " ignore " + ignoring, 1L, Long::sum);
      if (entry.has("reason")) {
        counted.merge(source + " " + entry.get("reason").asText(), 1L, Long::sum);
      }
    }

    Map<String, Long> expected = new TreeMap<>();
    summary
        .sources()
        .forEach(
            (source, counts) -> {
              counts.asLive().forEach((f, n) -> expected.put(source + " as_live " + f.code(), n));
              counts
                  .ignoringLateness()
                  .forEach((f, n) -> expected.put(source + " ignore " + f.code(), n));
              counts.quarantined().forEach((r, n) -> expected.put(source + " " + r.code(), n));
            });
    expected.values().removeIf(count -> count == 0);
    assertThat(counted).isEqualTo(expected);
  }

  /** Every reading has exactly one fate. */
  @Test
  void receivedIsTheSumOfAllFates() {
    summary
        .sources()
        .forEach(
            (source, counts) -> {
              assertThat(sum(counts.asLive())).as(source).isEqualTo(counts.received());
              assertThat(sum(counts.ignoringLateness())).as(source).isEqualTo(counts.received());
              assertThat(sum(counts.quarantined()))
                  .as(source)
                  .isEqualTo(counts.asLive(Fate.QUARANTINED));
              assertThat(counts.ignoringLateness(Fate.LATE)).isZero();
            });
  }

  @Test
  void theExpectedFileSaysWhatTheSummarySays() throws IOException {
    JsonNode total = simulated.expected().get("total");

    assertThat(total.get("received").asLong()).isEqualTo(summary.total().received());
    assertThat(total.get("as_live").get("late").asLong())
        .isEqualTo(summary.total().asLive(Fate.LATE));
    assertThat(simulated.expected().get("silent").asLong()).isEqualTo(summary.silent());
  }

  /** A lost message need not show its first value, everything else is there as the ledger says. */
  @Test
  void everyEntryAccountsForItsMessage() throws IOException {
    Map<String, List<String>> files = new HashMap<>();
    for (String file : simulated.messageFiles()) {
      List<String> lines = simulated.lines(file);
      files.put(file, file.endsWith(".json") ? List.of(String.join("\n", lines)) : lines);
    }
    for (JsonNode entry : simulated.ledger()) {
      String file = entry.get("file").asText();
      List<String> lines = files.getOrDefault(file, List.of());
      String message = lines.get(entry.get("line").asInt() - 1);
      if (!entry.has("message") && !entry.path("reason").asText().equals("bad_value")) {
        assertThat(message).as("%s", entry).contains(sentText(entry));
      }
    }
  }

  private static String sentText(JsonNode entry) {
    String source = entry.get("source").asText();
    if (entry.has("sent")) {
      String sent = entry.get("sent").asText();
      return source.equals("logger") ? sent.replace('.', ',') : sent;
    }
    if (entry.get("value").isNull()) {
      return switch (source) {
        case "logger" -> LoggerText.SENTINEL;
        case "shdr" -> "UNAVAILABLE";
        default -> "null";
      };
    }
    return entry.get("value").asText();
  }

  @Test
  void everyMessageIsInTheLedger() throws IOException {
    Set<String> known = new HashSet<>();
    for (JsonNode entry : simulated.ledger()) {
      known.add(entry.get("file").asText() + ":" + entry.get("line").asInt());
    }
    Set<String> written = new HashSet<>();
    for (String file : simulated.messageFiles()) {
      int header = file.endsWith(".csv") ? 2 : file.contains("ndjson") ? 0 : 1;
      int lines = file.endsWith(".json") ? 1 : simulated.lines(file).size();
      for (int line = file.endsWith(".json") ? 1 : header + 1; line <= lines; line++) {
        written.add(file + ":" + line);
      }
    }
    assertThat(written.equals(known)).isTrue();
    assertThat(written).hasSize((int) summary.total().messages());
  }

  /** Section 2.2 of the design: late is what was ingested more than maxDelay after its event. */
  @Test
  void onlyLateReadingsAreIngestedAfterMaxDelay() throws IOException {
    for (JsonNode entry : simulated.ledger()) {
      if (!entry.get("fate").asText().equals("quarantined")) {
        long delay = entry.path("ingest").asLong(0) - entry.get("event").asLong();
        assertThat(delay > 600_000_000L)
            .as("%s", entry)
            .isEqualTo(entry.get("fate").asText().equals("late"));
      }
    }
  }

  /** Same series and time: one is admitted, and only another content loses a conflict. */
  @Test
  void ofEverySeriesAndTimeExactlyOneReadingIsAdmitted() throws IOException {
    Map<String, JsonNode> admitted = new HashMap<>();
    List<JsonNode> ledger = simulated.ledger();
    for (JsonNode entry : ledger) {
      if (entry.path("fate_ignore").asText(entry.get("fate").asText()).equals("admitted")) {
        assertThat(admitted.put(key(entry), entry)).as("%s", entry).isNull();
      }
    }
    for (JsonNode entry : ledger) {
      String fate = entry.path("fate_ignore").asText(entry.get("fate").asText());
      if (fate.equals("duplicate") || fate.equals("conflict_lost")) {
        JsonNode winner = admitted.get(key(entry));
        assertThat(winner).as("%s", entry).isNotNull();
        assertThat(content(Objects.requireNonNull(winner)).equals(content(entry)))
            .as("%s", entry)
            .isEqualTo(fate.equals("duplicate"));
      }
    }
  }

  private static String key(JsonNode entry) {
    return entry.get("address").asText() + "@" + entry.get("event").asLong();
  }

  private static String content(JsonNode entry) {
    return entry.get("value") + " " + entry.get("quality");
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}

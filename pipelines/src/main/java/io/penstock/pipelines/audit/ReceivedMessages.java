package io.penstock.pipelines.audit;

import io.penstock.core.decode.RawMessage;
import io.penstock.io.object.Sha256;
import io.penstock.io.quarantine.QuarantineEntry;
import io.penstock.pipelines.simulate.MessageLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the messages that were sent in the records that were landed, by content. A record is a
 * message, or, as the bridge joins them, several with newlines between; a message may hold newlines
 * itself. A message that came more often than it was sent was delivered again, which QoS 1 allows.
 * Memory: the ledger of messages.
 */
final class ReceivedMessages {
  private static final int SHOWN_BYTES = 80;

  private final Map<String, Sent> sent = new TreeMap<>();
  private final List<String> invented = new ArrayList<>();
  private long messages;
  private long records;
  private long again;

  private ReceivedMessages() {}

  /** Messages of one content: the first of them, how often sent, how often found. */
  private static final class Sent {
    final MessageLedger.Entry first;
    long times;
    long found;

    Sent(MessageLedger.Entry first) {
      this.first = first;
    }
  }

  /** Starts with what was sent. */
  static ReceivedMessages of(Path ledger) throws IOException {
    ReceivedMessages received = new ReceivedMessages();
    MessageLedger.read(ledger, received::expect);
    return received;
  }

  private void expect(MessageLedger.Entry entry) {
    messages++;
    sent.computeIfAbsent(key(entry.source(), entry.sha256()), key -> new Sent(entry)).times++;
  }

  /** Takes one record of the raw archive. */
  void record(RawMessage record) {
    records++;
    byte[] payload = record.payload();
    // Of a message that was too large for its record the head is here, and its hash.
    String hash =
        record
            .oversize()
            .map(oversize -> HexFormat.of().formatHex(oversize.sha256()))
            .orElseGet(() -> Sha256.of(payload));
    if (find(record.source(), hash)) {
      return;
    }
    int from = 0;
    while (from <= payload.length) {
      int to = endOfMessage(record.source(), payload, from);
      if (to < 0) {
        invented.add(record.origin() + " holds what nobody sent: " + shown(payload, from));
        return;
      }
      from = to + 1;
    }
  }

  /** The end of the shortest message that was sent and starts here, or -1. */
  private int endOfMessage(String source, byte[] payload, int from) {
    for (int to = from; to <= payload.length; to++) {
      boolean boundary = to == payload.length || payload[to] == '\n';
      if (boundary && find(source, Sha256.of(Arrays.copyOfRange(payload, from, to)))) {
        return to;
      }
    }
    return -1;
  }

  private boolean find(String source, String sha256) {
    Sent known = sent.get(key(source, sha256));
    if (known == null) {
      return false;
    }
    known.found++;
    if (known.found > known.times) {
      again++;
    }
    return true;
  }

  /** Messages sent. */
  long messages() {
    return messages;
  }

  /** Records landed. */
  long records() {
    return records;
  }

  /** Messages that were delivered more than once, counted beyond the first time. */
  long again() {
    return again;
  }

  /** Messages that are not in the raw archive. */
  List<String> lost() {
    List<String> lost = new ArrayList<>();
    for (Sent known : sent.values()) {
      if (known.found < known.times) {
        String copies =
            known.times == 1
                ? ""
                : ", of which " + known.times + " were sent and " + known.found + " are there";
        lost.add(known.first + copies);
      }
    }
    return lost;
  }

  /** Records that hold what was not sent. */
  List<String> invented() {
    return invented;
  }

  private static String key(String source, String sha256) {
    return source + '/' + sha256;
  }

  private static String shown(byte[] payload, int from) {
    int to = Math.min(payload.length, from + SHOWN_BYTES);
    return QuarantineEntry.line(new String(payload, from, to - from, StandardCharsets.UTF_8));
  }
}

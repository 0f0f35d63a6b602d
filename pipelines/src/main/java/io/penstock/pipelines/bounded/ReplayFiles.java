package io.penstock.pipelines.bounded;

import static io.penstock.core.decode.RawMessage.NO_INGEST_TIME;

import io.penstock.core.decode.RawMessage;
import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import io.penstock.io.object.Sha256;
import io.penstock.io.quarantine.QuarantineEntry;
import io.penstock.io.raw.EventSpans;
import io.penstock.io.raw.RawFooter;
import io.penstock.io.raw.RawStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The raw objects of files that quarantined messages lie in, one at a time: the object of the entry
 * that was asked for last, its messages once they are needed, and the periods to be added to it.
 */
final class ReplayFiles implements ReplaySource {
  private final Plan plan;
  private final RawStore raw;
  private final Map<String, List<RawFooter>> objects = new HashMap<>();
  private @Nullable RawFooter current;
  private @Nullable List<RawMessage> messages;
  private EventSpans touched = EventSpans.NONE;

  ReplayFiles(RawInputs inputs, RawStore raw) {
    this.plan = inputs.plan();
    this.raw = raw;
    for (RawFooter object : inputs.files().objects()) {
      objects
          .computeIfAbsent(
              file(object.key().source(), object.key().origin()), file -> new ArrayList<>())
          .add(object);
    }
  }

  @Override
  public Optional<RawMessage> message(QuarantineEntry entry) throws IOException {
    if (!seek(entry)) {
      return Optional.empty();
    }
    boolean hasHeader = source(entry.source()).format().headerLines() > 0;
    byte[] header = hasHeader ? header() : new byte[0];
    return payload(entry)
        .map(
            payload ->
                new RawMessage(
                    entry.source(),
                    entry.origin(),
                    entry.position(),
                    "",
                    header,
                    payload,
                    NO_INGEST_TIME));
  }

  /** Files are landed before anything is computed from them. */
  @Override
  public boolean isSettled(EventSpans periods) {
    return true;
  }

  /** Goes to the object that holds an entry's bytes; false when the raw archive has none. */
  private boolean seek(QuarantineEntry entry) throws IOException {
    Optional<RawFooter> holder =
        objects.getOrDefault(file(entry.source(), entry.origin()), List.of()).stream()
            .filter(object -> object.from() <= entry.position() && entry.position() < object.to())
            .findFirst();
    if (holder.isPresent() && !holder.get().equals(current)) {
      widen();
      current = holder.get();
      messages = null;
    }
    return holder.isPresent();
  }

  /** The header lines that travel with the messages of the object. */
  private byte[] header() throws IOException {
    List<RawMessage> all = messages();
    return all.isEmpty() ? new byte[0] : all.get(0).header();
  }

  /** All bytes of an entry in the object; empty when they never became a raw message. */
  private Optional<byte[]> payload(QuarantineEntry entry) throws IOException {
    if (entry.payloadBytes() == 0) {
      return Optional.empty();
    }
    if (entry.isWhole()) {
      return Optional.of(entry.payload());
    }
    for (RawMessage message : messages()) {
      long from = entry.position() - message.position();
      long to = from + entry.payloadBytes();
      if (from >= 0 && to <= message.payload().length) {
        byte[] payload = Arrays.copyOfRange(message.payload(), (int) from, (int) to);
        String hash = Sha256.of(payload);
        return hash.equals(HexFormat.of().formatHex(entry.sha256()))
            ? Optional.of(payload)
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  @Override
  public void touch(EventSpans periods) {
    touched = touched.union(periods);
  }

  /** Lets the object know of what was noted. */
  void widen() throws IOException {
    RawFooter object = current;
    if (object != null && !touched.spans().isEmpty()) {
      raw.widen(object.key(), touched);
    }
    touched = EventSpans.NONE;
  }

  private List<RawMessage> messages() throws IOException {
    List<RawMessage> all = messages;
    if (all == null) {
      RawFooter object = current;
      all = object == null ? List.of() : raw.read(object.key());
      messages = all;
    }
    return all;
  }

  private SourcePlan source(String name) {
    return plan.sources().get(plan.sourceIndex(name));
  }

  private static String file(String source, String origin) {
    return source + '/' + origin;
  }
}

package io.penstock.pipelines.bounded;

import io.penstock.core.decode.Quarantined;
import io.penstock.io.quarantine.QuarantineEntry;
import io.penstock.pipelines.stores.QuarantineRows;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries on their way to the quarantine, written whenever they are many or large: a catalogue that
 * lacks most columns of a wide table sets aside nearly every cell, each with its whole row. Writing
 * early does no harm, since an entry that is added again changes nothing.
 *
 * <p>Memory: {@value #MAX_ENTRIES} entries or {@value #MAX_BYTES} bytes of heads, plus what one raw
 * message gives, whose faults share its bytes.
 */
final class QuarantineBuffer {
  /** Most entries held. */
  static final int MAX_ENTRIES = 5_000;

  /** Most bytes of payloads held, counted per entry as the database's statement holds them. */
  static final long MAX_BYTES = 8L << 20;

  private final Store store;
  private final QuarantineRows rows = new QuarantineRows();
  private final List<QuarantineEntry> held = new ArrayList<>();
  private long heldBytes;

  QuarantineBuffer(Store store) {
    this.store = store;
  }

  /** Where entries go. */
  interface Store {
    /** Nowhere: the run counts only. */
    Store NONE = entries -> {};

    /** Adds entries, all or none; adding again changes nothing. */
    void add(List<QuarantineEntry> entries) throws SQLException, InterruptedException;
  }

  void addAll(List<Quarantined> faults) throws IOException {
    for (Quarantined fault : faults) {
      add(rows.entry(fault));
    }
  }

  void add(QuarantineEntry entry) throws IOException {
    if (held.size() >= MAX_ENTRIES || heldBytes + entry.payload().length > MAX_BYTES) {
      flush();
    }
    held.add(entry);
    heldBytes += entry.payload().length;
  }

  /** Writes what is held; fails rather than drops. */
  void flush() throws IOException {
    if (held.isEmpty()) {
      return;
    }
    try {
      store.add(List.copyOf(held));
    } catch (SQLException e) {
      throw new IOException("the quarantine could not be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("stopped while quarantining").initCause(e);
    }
    clear();
  }

  /** Forgets what is held, for a bundle that starts anew. */
  void clear() {
    held.clear();
    heldBytes = 0;
  }
}

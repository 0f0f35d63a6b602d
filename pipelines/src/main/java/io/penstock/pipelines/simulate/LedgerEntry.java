package io.penstock.pipelines.simulate;

import io.penstock.core.decode.Reason;
import io.penstock.core.quality.Quality;
import java.util.List;
import java.util.Optional;

/**
 * One line of the ledger: what has exactly one fate. That is a reading, or a message that cannot be
 * read at all, for which the reading is its first.
 *
 * @param file the file it is in
 * @param line the line its message starts on, from 1 on
 * @param message its message
 * @param reading the reading
 * @param carried readings that are lost with it: more than one for a lost message
 */
record LedgerEntry(String file, int line, Message message, Reading reading, int carried) {

  /** Takes the entries of a file. */
  interface Sink<E extends Exception> {
    void accept(LedgerEntry entry) throws E;
  }

  /** Hands over the entries of a file in its order. */
  static <E extends Exception> void of(SourceFile file, Sink<E> sink) throws E {
    List<Message> messages = file.messages();
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      int line = file.line(i);
      List<Reading> readings = message.readings();
      if (message.fault().isPresent()) {
        sink.accept(new LedgerEntry(file.path(), line, message, readings.get(0), readings.size()));
      } else {
        for (Reading reading : readings) {
          sink.accept(new LedgerEntry(file.path(), line, message, reading, 1));
        }
      }
    }
  }

  /** Whether a whole message is lost. */
  boolean isMessage() {
    return message.fault().isPresent();
  }

  /** Why it is quarantined, if it is. */
  Optional<Reason> reason() {
    return message.fault().or(reading::fault).map(Fault::reason);
  }

  /** Its fate when everything received counts. */
  Fate fateIgnoringLateness() {
    return isMessage() ? Fate.QUARANTINED : reading.fate();
  }

  /** Its fate under the gate that the stream has too. */
  Fate fateAsLive() {
    Fate fate = fateIgnoringLateness();
    return fate != Fate.QUARANTINED && isLate() ? Fate.LATE : fate;
  }

  private boolean isLate() {
    return message.tellsIngest()
        && message.ingestMicros() - reading.eventMicros() > DemoPlan.MAX_DELAY_MICROS;
  }

  /** The quality it is decoded with, before its range is checked. */
  int quality() {
    if (reading.sent().kind() != Sent.Kind.NONE) {
      return message.quality().status();
    }
    return message.device().source() == Source.SHDR
        ? Quality.BAD_NO_COMMUNICATION
        : Quality.BAD_NO_DATA;
  }
}

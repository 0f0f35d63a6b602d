package io.penstock.pipelines.bounded;

import io.penstock.core.decode.RawMessage;
import io.penstock.io.quarantine.QuarantineEntry;
import io.penstock.io.raw.EventSpans;
import java.io.IOException;
import java.util.Optional;

/** Where quarantined messages came from: the part of the raw archive that has them. */
interface ReplaySource {
  /** The message of an entry as it was decoded; empty when the raw archive does not have it. */
  Optional<RawMessage> message(QuarantineEntry entry) throws IOException;

  /** Whether nothing but the raw archive will be offered for some periods any more. */
  boolean isSettled(EventSpans periods);

  /** Notes periods that the entry's raw object has readings in, for it to be told. */
  void touch(EventSpans periods);
}

package io.penstock.pipelines.simulate;

import java.util.Optional;

/**
 * One reading of a message.
 *
 * @param signal what was measured
 * @param eventMicros when, in truth
 * @param sent the value as sent
 * @param unit the unit as sent; empty where none is
 * @param fate its fate when lateness is ignored
 * @param fault what is wrong with it alone; present exactly when it is quarantined
 */
record Reading(
    Signal signal, long eventMicros, Sent sent, String unit, Fate fate, Optional<Fault> fault) {

  static Reading of(Signal signal, long eventMicros, Sent sent) {
    return new Reading(
        signal, eventMicros, sent, signal.unit().source(), Fate.ADMITTED, Optional.empty());
  }

  Reading withFate(Fate newFate) {
    return new Reading(signal, eventMicros, sent, unit, newFate, fault);
  }

  Reading withSent(Sent newSent) {
    return new Reading(signal, eventMicros, newSent, unit, fate, fault);
  }

  Reading withUnit(String newUnit) {
    return new Reading(signal, eventMicros, sent, newUnit, fate, fault);
  }

  Reading withFault(Fault newFault) {
    return new Reading(signal, eventMicros, sent, unit, Fate.QUARANTINED, Optional.of(newFault));
  }
}

package io.penstock.pipelines.simulate;

import java.util.List;
import java.util.Optional;

/**
 * Makes sure that a source shows each of its faults once, so that a short demo has them all. Every
 * fifth of its first messages is broken until the faults are used up.
 */
final class Showcase {
  private static final int EVERY = 5;

  private final List<Fault> faults;
  private int messages;

  private Showcase(List<Fault> faults) {
    this.faults = faults;
  }

  static Showcase of(Source source, Messiness messiness) {
    return new Showcase(messiness.malformed() > 0 ? source.faults() : List.of());
  }

  /** The fault that the next message shows, if any. */
  Optional<Fault> next() {
    int number = messages++;
    boolean shows = number % EVERY == EVERY / 2 && number / EVERY < faults.size();
    return shows ? Optional.of(faults.get(number / EVERY)) : Optional.empty();
  }
}

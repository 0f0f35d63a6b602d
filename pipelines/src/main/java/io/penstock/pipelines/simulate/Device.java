package io.penstock.pipelines.simulate;

import java.util.List;

/**
 * What sends messages: a sensor node, a machine's controller, or a logger with several machines.
 *
 * @param index its number in the plant
 * @param source the source it sends through
 * @param id what it calls itself
 * @param stem what its messages name it by in their format
 * @param signals what it measures, in the order of its messages
 * @param ghost a series it has but the catalogue does not
 * @param clockOffsetMicros true time minus its own, as the catalogue knows it
 * @param phaseMicros when it samples, after each whole period
 */
record Device(
    int index,
    Source source,
    String id,
    String stem,
    List<Signal> signals,
    Signal ghost,
    long clockOffsetMicros,
    long phaseMicros) {

  /** How often it samples at all. */
  long stepMicros() {
    return signals.stream().mapToLong(Signal::periodMicros).min().orElseThrow();
  }
}

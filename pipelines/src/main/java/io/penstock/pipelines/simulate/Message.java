package io.penstock.pipelines.simulate;

import java.util.List;
import java.util.Optional;

/**
 * One message: a line, a row or a document.
 *
 * @param device who sends it
 * @param clockMicros what is added to an event time to give the time the device writes
 * @param arrivalMicros when it arrives: messages are written in this order
 * @param ingestMicros the ingest time it tells, where its source has any
 * @param quality the quality of all its readings
 * @param readings what it says; never empty
 * @param fault what is wrong with it as a whole
 */
record Message(
    Device device,
    long clockMicros,
    long arrivalMicros,
    long ingestMicros,
    SentQuality quality,
    List<Reading> readings,
    Optional<Fault> fault) {

  boolean tellsIngest() {
    return device.source().has(Source.Trait.INGEST);
  }

  /** The event time of its first reading. */
  long eventMicros() {
    return readings.get(0).eventMicros();
  }

  /** The time the device writes for its readings, which all have one time except in SenML. */
  long deviceMicros() {
    return eventMicros() + clockMicros;
  }

  boolean has(Fault which) {
    return fault.isPresent() && fault.get() == which;
  }

  Message withReadings(List<Reading> newReadings) {
    return new Message(
        device, clockMicros, arrivalMicros, ingestMicros, quality, newReadings, fault);
  }

  Message withQuality(SentQuality newQuality) {
    return new Message(
        device, clockMicros, arrivalMicros, ingestMicros, newQuality, readings, fault);
  }

  Message withFault(Fault newFault) {
    return new Message(
        device, clockMicros, arrivalMicros, ingestMicros, quality, readings, Optional.of(newFault));
  }

  Message withClock(long newClockMicros) {
    return new Message(
        device, newClockMicros, arrivalMicros, ingestMicros, quality, readings, fault);
  }

  /** The same message arriving at another time, telling the ingest time that goes with it. */
  Message arriving(long newArrivalMicros) {
    long grain = device.source() == Source.LOGGER ? 1_000_000 : 1_000;
    long ingest = Math.floorDiv(newArrivalMicros, grain) * grain;
    return new Message(device, clockMicros, newArrivalMicros, ingest, quality, readings, fault);
  }
}

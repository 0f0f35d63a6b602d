package io.penstock.pipelines.simulate;

import static io.penstock.pipelines.simulate.Fate.CONFLICT_LOST;
import static io.penstock.pipelines.simulate.Fate.DUPLICATE;

import io.penstock.pipelines.simulate.Source.Trait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * Gives the sound messages of one device their troubles and says what becomes of each reading by
 * them.
 */
final class Disturber {
  private static final long BROKEN_CLOCK_MICROS = 5_000_000;
  private static final int COPY_MILLIS = 5_000;
  private static final int CONFLICT_DIGITS = 20;
  private static final long IN_2099 = Instant.parse("2099-01-01T00:00:00Z").toEpochMilli() * 1000;

  private static final List<SentQuality> ODD_QUALITIES =
      List.of(
          SentQuality.UNCERTAIN, SentQuality.SENSOR_FAILURE, SentQuality.STALE, SentQuality.GOOD);

  private final PlantSimulation settings;
  private final Device device;
  private final Showcase showcase;
  private final List<Message> out;
  private final Journey journey;
  private final Spells brokenClock;
  private final Rng rng;

  Disturber(PlantSimulation settings, Device device, Showcase showcase, List<Message> out) {
    this.settings = settings;
    this.device = device;
    this.showcase = showcase;
    this.out = out;
    journey = new Journey(settings, device);
    double share = device.source() == Source.SENML ? 0 : settings.messiness().brokenClocks();
    brokenClock = Spells.of(settings, "clock", device, share, BROKEN_CLOCK_MICROS);
    rng = Rng.of(settings.seed(), "disturb", device.index());
  }

  /** Sends a message on its way. */
  void accept(Message sound) {
    List<Reading> readings = sound.readings();
    Message message =
        sound.arriving(journey.arrivalMicros(readings.get(readings.size() - 1).eventMicros()));
    showcase
        .next()
        .ifPresentOrElse(
            fault -> out.add(broken(message, fault)),
            () -> {
              if (brokenClock.contain(message.eventMicros())) {
                out.add(withBrokenClock(message));
              } else {
                disturb(message, Trouble.at(rng.unit(), settings.messiness()));
              }
            });
  }

  private void disturb(Message message, Trouble trouble) {
    switch (trouble) {
      case DUPLICATE -> duplicate(message);
      case CONFLICT -> conflict(message);
      case MALFORMED -> {
        List<Fault> faults = device.source().faults();
        out.add(broken(message, faults.get(rng.below(faults.size()))));
      }
      case UNKNOWN_SERIES -> unknown(message);
      case WRONG_UNIT -> out.add(ifCan(Trait.UNIT, message, this::withWrongUnit));
      case BAD_QUALITY ->
          out.add(
              ifCan(Trait.QUALITY, message, m -> m.withQuality(ODD_QUALITIES.get(rng.below(4)))));
      case OUT_OF_RANGE -> out.add(withOneReading(message, this::outOfRange));
      case MISSING ->
          out.add(
              ifCan(
                  Trait.NO_VALUE,
                  message,
                  m -> withOneReading(m, reading -> reading.withSent(Sent.NONE))));
      case NONE -> out.add(message);
    }
  }

  private Message ifCan(Trait trait, Message message, UnaryOperator<Message> change) {
    return device.source().has(trait) ? change.apply(message) : message;
  }

  private void duplicate(Message message) {
    out.add(message);
    out.add(copy(message.withReadings(withFate(message.readings(), DUPLICATE))));
  }

  /** A copy arrives a little later; one in two tells the ingest time of the original. */
  private Message copy(Message message) {
    long arrival = message.arrivalMicros() + rng.below(COPY_MILLIS) * 1000L;
    Message copy = message.arriving(arrival);
    return rng.chance(0.5)
        ? copy
        : new Message(
            device,
            copy.clockMicros(),
            arrival,
            message.ingestMicros(),
            copy.quality(),
            copy.readings(),
            copy.fault());
  }

  /**
   * The copy says something else. Where its quality is worse it loses as a whole; where one value
   * is larger that one wins: values are positive, so the larger one has the larger bits.
   */
  private void conflict(Message message) {
    OptionalInt bounded = bounded(message);
    if (bounded.isEmpty()) {
      out.add(message);
    } else if (device.source().has(Trait.QUALITY) && rng.chance(0.5)) {
      out.add(message);
      out.add(
          copy(message.withReadings(withFate(message.readings(), CONFLICT_LOST)))
              .withQuality(SentQuality.UNCERTAIN));
    } else {
      int index = bounded.getAsInt();
      Reading reading = message.readings().get(index);
      Reading winner = reading.withSent(reading.sent().plus(1 + rng.below(CONFLICT_DIGITS)));
      List<Reading> others = withFate(message.readings(), DUPLICATE);
      out.add(message.withReadings(with(message, index, reading.withFate(CONFLICT_LOST))));
      out.add(copy(message.withReadings(with(message.withReadings(others), index, winner))));
    }
  }

  private void unknown(Message message) {
    Reading ghost =
        Reading.of(
                device.ghost(),
                message.eventMicros(),
                device.ghost().sensor().read(message.eventMicros(), rng))
            .withFault(Fault.UNKNOWN_SERIES);
    if (device.source().has(Trait.FREE_NAMES)) {
      List<Reading> more = new ArrayList<>(message.readings());
      more.add(ghost);
      out.add(message.withReadings(Collections.unmodifiableList(more)));
      return;
    }
    out.add(message);
    if (device.source() == Source.GATEWAY) {
      out.add(message.withReadings(List.of(ghost)));
    }
  }

  private Message broken(Message message, Fault fault) {
    return fault.scope() == Fault.Scope.MESSAGE
        ? message.withFault(fault)
        : withOneReading(message, reading -> reading.withFault(fault));
  }

  /** Even devices with ingest times jump ahead, where only those tell; all others fall back. */
  private Message withBrokenClock(Message message) {
    if (message.tellsIngest() && device.index() % 2 == 0) {
      return message
          .withClock(IN_2099 - settings.startMicros())
          .withReadings(
              message.readings().stream()
                  .map(reading -> reading.withFault(Fault.CLOCK_IN_2099))
                  .toList());
    }
    return message.withClock(-settings.startMicros()).withFault(Fault.CLOCK_IN_1970);
  }

  private Message withWrongUnit(Message message) {
    return withOneReading(
        message,
        reading -> {
          String wrong = reading.unit().equals("Cel") ? "[degF]" : "Cel";
          return reading.withUnit(wrong).withFault(Fault.WRONG_UNIT);
        });
  }

  private Reading outOfRange(Reading reading) {
    Signal signal = reading.signal();
    double high = signal.calibrationAt(reading.eventMicros()).rangeHigh();
    double beyond = high * rng.between(1.1, 2);
    return reading.withSent(signal.sentFor(beyond, reading.eventMicros()));
  }

  /** Changes one number of a message, if it has any. */
  private Message withOneReading(Message message, UnaryOperator<Reading> change) {
    OptionalInt index = bounded(message);
    return index.isEmpty()
        ? message
        : message.withReadings(
            with(
                message, index.getAsInt(), change.apply(message.readings().get(index.getAsInt()))));
  }

  /** The position of some number with a physical range. */
  private OptionalInt bounded(Message message) {
    int count = message.readings().size();
    int first = rng.below(count);
    for (int i = 0; i < count; i++) {
      int index = (first + i) % count;
      if (message.readings().get(index).signal().isBounded()) {
        return OptionalInt.of(index);
      }
    }
    return OptionalInt.empty();
  }

  private static List<Reading> with(Message message, int index, Reading reading) {
    List<Reading> readings = new ArrayList<>(message.readings());
    readings.set(index, reading);
    return Collections.unmodifiableList(readings);
  }

  private static List<Reading> withFate(List<Reading> readings, Fate fate) {
    return readings.stream().map(reading -> reading.withFate(fate)).toList();
  }
}

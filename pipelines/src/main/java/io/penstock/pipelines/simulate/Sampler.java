package io.penstock.pipelines.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Samples one device: sound messages, in the order of their event times, without what falls into a
 * gap. A series never has two readings of one time.
 */
final class Sampler {
  private static final long GAP_MICROS = 10_000_000;
  private static final long PACK_MICROS = 30_000_000;

  /** Sampling is late by up to this share of the device's step. */
  private static final int JITTER_SHARE = 10;

  private final PlantSimulation settings;
  private final Device device;
  private final Consumer<Message> out;
  private final Rng rng;
  private final List<Reading> pack = new ArrayList<>();
  private long silent;

  Sampler(PlantSimulation settings, Device device, Consumer<Message> out) {
    this.settings = settings;
    this.device = device;
    this.out = out;
    this.rng = Rng.of(settings.seed(), "sample", device.index());
  }

  /** Samples the whole time; returns the number of readings lost in gaps. */
  long run() {
    Spells gaps = Spells.of(settings, "gaps", device, settings.messiness().gaps(), GAP_MICROS);
    long step = device.stepMicros();
    long span = settings.endMicros() - settings.startMicros();
    for (long at = 0; at + device.phaseMicros() < span; at += step) {
      long now = settings.startMicros() + at + device.phaseMicros();
      List<Signal> due = due(at);
      if (gaps.contain(now)) {
        silent += due.size();
      } else {
        tick(due, now);
      }
    }
    flush();
    return silent;
  }

  private List<Signal> due(long at) {
    List<Signal> due = new ArrayList<>(device.signals().size());
    for (Signal signal : device.signals()) {
      if (at % signal.periodMicros() == 0) {
        due.add(signal);
      }
    }
    return due;
  }

  private void tick(List<Signal> due, long now) {
    switch (device.source()) {
      case GATEWAY -> due.forEach(signal -> send(List.of(reading(signal, jittered(now)))));
      case SENML -> {
        if (!pack.isEmpty() && now / PACK_MICROS != pack.get(0).eventMicros() / PACK_MICROS) {
          flush();
        }
        pack.addAll(readings(due, jittered(now)));
      }
      case LOGGER -> send(readings(due, now));
      case WIDE, LINE_PROTOCOL, SHDR -> send(readings(due, jittered(now)));
    }
  }

  private List<Reading> readings(List<Signal> due, long eventMicros) {
    return due.stream().map(signal -> reading(signal, eventMicros)).toList();
  }

  private Reading reading(Signal signal, long eventMicros) {
    return Reading.of(signal, eventMicros, signal.sensor().read(eventMicros, rng));
  }

  private long jittered(long now) {
    int most = (int) (device.stepMicros() / 1000 / JITTER_SHARE);
    return now + rng.below(most) * 1000L;
  }

  private void flush() {
    if (!pack.isEmpty()) {
      send(List.copyOf(pack));
      pack.clear();
    }
  }

  private void send(List<Reading> readings) {
    out.accept(
        new Message(
            device,
            -device.clockOffsetMicros(),
            0,
            0,
            SentQuality.ABSENT,
            readings,
            Optional.empty()));
  }
}

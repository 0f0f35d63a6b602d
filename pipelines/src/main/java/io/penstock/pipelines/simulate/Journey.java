package io.penstock.pipelines.simulate;

/** When a device's messages arrive: soon, held up on the way, or uploaded much later. */
final class Journey {
  private static final long LATE_SPELL_MICROS = 20_000_000;
  private static final int SHORTEST_MILLIS = 20;
  private static final int LATENCY_MILLIS = 400;
  private static final int EARLIEST_UPLOAD_SECONDS = 60;
  private static final int UPLOAD_SECONDS = 1200;
  private static final int UPLOAD_SPEED = 20;

  private final PlantSimulation settings;
  private final Device device;
  private final Spells late;
  private final Rng rng;

  Journey(PlantSimulation settings, Device device) {
    this.settings = settings;
    this.device = device;
    late = Spells.of(settings, "late", device, settings.messiness().late(), LATE_SPELL_MICROS);
    rng = Rng.of(settings.seed(), "journey", device.index());
  }

  /** When a message arrives that is sent at a time. */
  long arrivalMicros(long sentMicros) {
    long latency = (SHORTEST_MILLIS + rng.below(LATENCY_MILLIS)) * 1000L;
    if (late.contain(sentMicros)) {
      long behind = sentMicros - late.blockStart(sentMicros);
      return uploadMicros(sentMicros) + behind / UPLOAD_SPEED + latency;
    }
    Messiness messiness = settings.messiness();
    if (rng.chance(messiness.disorder())) {
      latency += (long) (rng.unit() * messiness.disorderWindow().toNanos() / 1000);
    }
    return sentMicros + latency;
  }

  /** Well over the longest accepted delay after the spell's end, one time for each spell. */
  private long uploadMicros(long sentMicros) {
    Rng each = Rng.of(settings.seed() + device.index(), "upload", late.block(sentMicros));
    long wait = (long) EARLIEST_UPLOAD_SECONDS + each.below(UPLOAD_SECONDS);
    return late.blockEnd(sentMicros) + DemoPlan.MAX_DELAY_MICROS + wait * 1_000_000;
  }
}

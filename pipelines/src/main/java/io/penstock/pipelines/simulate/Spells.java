package io.penstock.pipelines.simulate;

import java.util.BitSet;

/** Spells of trouble: blocks of time of equal length of which a share is chosen. */
final class Spells {
  private final long startMicros;
  private final long blockMicros;
  private final BitSet chosen = new BitSet();

  private Spells(long startMicros, long blockMicros) {
    this.startMicros = startMicros;
    this.blockMicros = blockMicros;
  }

  /** Spells of one device within the simulated time. */
  static Spells of(
      PlantSimulation settings, String trouble, Device device, double share, long blockMicros) {
    Spells spells = new Spells(settings.startMicros(), blockMicros);
    Rng rng = Rng.of(settings.seed(), trouble, device.index());
    int blocks = Math.toIntExact((settings.endMicros() - spells.startMicros) / blockMicros + 1);
    for (int block = 0; block < blocks; block++) {
      if (rng.chance(share)) {
        spells.chosen.set(block);
      }
    }
    return spells;
  }

  boolean contain(long micros) {
    return chosen.get(block(micros));
  }

  /** The number of the block that holds a time. */
  int block(long micros) {
    return Math.toIntExact(Math.max(0, (micros - startMicros) / blockMicros));
  }

  /** When the block that holds a time starts. */
  long blockStart(long micros) {
    return startMicros + block(micros) * blockMicros;
  }

  /** When the block that holds a time ends. */
  long blockEnd(long micros) {
    return blockStart(micros) + blockMicros;
  }
}

package io.penstock.runners.faults;

import java.util.Random;

/** Something that goes wrong around a running stream. */
interface Fault {
  /**
   * Strikes while the plant sends. Returns when what was broken is whole again; the stream may
   * still be on its way back.
   */
  void strike(LiveSite site, Random random) throws Exception;
}

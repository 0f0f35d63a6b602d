package io.penstock.io.object;

import java.io.IOException;

/** Reading that must see one version of an object from start to end. */
public final class OneVersion {
  /** Versions only grow, so a reader that is overtaken this often has met something else. */
  private static final int MAX_READINGS = 100;

  private OneVersion() {}

  /** Opens an object and reads it; whatever it has read it forgets when it is called again. */
  public interface Reading<T> {
    /** Reads one version. */
    T read() throws IOException;
  }

  /** Reads, anew whenever the object is replaced meanwhile. */
  public static <T> T of(Reading<T> reading) throws IOException {
    for (int readings = 1; ; readings++) {
      try {
        return reading.read();
      } catch (ReplacedWhileReadException e) {
        if (readings == MAX_READINGS) {
          throw e;
        }
      }
    }
  }
}

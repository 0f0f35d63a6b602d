package io.penstock.pipelines.signals;

import java.lang.reflect.Proxy;

/**
 * Handles Ctrl-C and a polite kill in the program's own order. A shutdown hook cannot: hooks run
 * all at once, and those of the embedded PostgreSQL and of Flink's messaging would stop them under
 * the stream that is being stopped.
 *
 * <p>The JDK offers signals only in {@code sun.misc}, which is exported but not for compilers;
 * where it is missing, the signals do what they always do.
 */
public final class Interrupts {
  private Interrupts() {}

  /** Runs something, once per signal, in a thread of its own. */
  public static void handle(Runnable onSignal) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                onSignal.run();
                return null;
              });
      for (String name : new String[] {"INT", "TERM"}) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      }
    } catch (ReflectiveOperationException e) {
      System.err.println("penstock: signals cannot be handled here: " + e);
    }
  }
}

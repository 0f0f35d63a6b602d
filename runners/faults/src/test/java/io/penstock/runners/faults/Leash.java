package io.penstock.runners.faults;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class in this JVM, and ends with whoever started it: when standard input ends.
 * So a suite that is killed leaves nothing behind.
 */
public final class Leash {
  private Leash() {}

  /** Runs {@code MAIN_CLASS ARGUMENT...}. */
  public static void main(String[] args) throws Throwable {
    Thread watch = new Thread(Leash::watch, "leash");
    watch.setDaemon(true);
    watch.start();
    try {
      Class.forName(args[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static void watch() {
    try {
      int read = System.in.read();
      while (read >= 0) {
        read = System.in.read();
      }
    } catch (IOException e) {
      System.err.println("the leash is torn: " + e);
    }
    Runtime.getRuntime().halt(1);
  }
}

package io.penstock.testkit.process;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs another main class in this JVM, and ends with whoever started it: when standard input ends.
 * So a suite that is killed leaves nothing behind.
 */
public final class Leash {
  private Leash() {}

  /**
   * Puts what a command starts on the leash.
   *
   * @param command a JVM with {@code -cp}, the main class and its arguments
   * @param mainClass that class
   */
  static List<String> hold(List<String> command, String mainClass) {
    List<String> held = new ArrayList<>(command);
    int classPath = held.indexOf("-cp") + 1;
    held.set(classPath, held.get(classPath) + File.pathSeparator + own());
    held.add(held.indexOf(mainClass), Leash.class.getName());
    return held;
  }

  /** The folder or jar that this class is in. */
  private static Path own() {
    try {
      return Path.of(Leash.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs {@code MAIN_CLASS ARGUMENT...}. */
  public static void main(String[] args) throws Throwable {
    Thread watch = new Thread(Leash::watch, "leash");
    watch.setDaemon(true);
    watch.start();
    try {
      Method main = Class.forName(args[0]).getMethod("main", String[].class);
      main.setAccessible(true); // the classes of suites are their own
      main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
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

package io.penstock.runners.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Faults of processes change nothing: whatever is killed, frozen or cut off, every message is
 * landed, and what is sealed is what a bounded run computes. Each fault has a stream of its own on
 * the same servers.
 *
 * <p>{@code -Dpenstock.faults.cycles}, {@code -Dpenstock.faults.seed} and {@code
 * -Dpenstock.faults.only} set the number of cycles, the seed, and the faults by name.
 */
class FaultCyclesTest {
  private static final int FEW = 2;
  private static final int MANY = 5;
  private static @Nullable Servers servers;

  /** Stays until the next run, for the logs of all processes. */
  private static final Path FOLDER = Path.of("target", "faults").toAbsolutePath();

  @BeforeAll
  static void startServers() throws Exception {
    remove(FOLDER);
    servers = Servers.start(Files.createDirectories(FOLDER));
  }

  @AfterAll
  static void stopServers() throws Exception {
    if (servers != null) {
      servers.close();
    }
  }

  /** The part that every change passes: two strikes each, verified together. */
  @Tag("faults-ci")
  @ParameterizedTest
  @EnumSource(
      names = {"KILL_TASK_MANAGER", "FREEZE_TASK_MANAGER", "RESTART_POSTGRES", "BACKFILL_BESIDE"})
  void theMostTellingFaultsChangeNothing(Strike strike) throws Exception {
    try (LiveSite site = site(name(strike))) {
      FaultCycles cycles = new FaultCycles(site, strike, seed(strike));
      site.start("earliest");
      cycles.run(cycles(FEW));
    }
  }

  /** The whole suite: every strike is verified by itself. */
  @Tag("faults-long")
  @ParameterizedTest
  @MethodSource("strikes")
  void noFaultChangesWhatIsSealed(Strike strike) throws Exception {
    try (LiveSite site = site(name(strike))) {
      FaultCycles cycles = new FaultCycles(site, strike, seed(strike));
      site.start("earliest");
      for (int i = 0; i < cycles(MANY); i++) {
        cycles.run(1);
      }
    }
  }

  /** What a database refused for a while is made good from the raw archive. */
  @Tag("faults-long")
  @Test
  void reconcilingMakesGoodWhatWasRefused() throws Exception {
    try (LiveSite site = site("reconciled")) {
      site.start("earliest");
      new FaultCycles(site, Strike.REFUSE_ROWS, seed(Strike.REFUSE_ROWS)).run(1);
      new Verification(site).reconcile();
    }
  }

  static Stream<Strike> strikes() {
    String only = System.getProperty("penstock.faults.only", "");
    return Stream.of(Strike.values())
        .filter(strike -> only.isEmpty() || List.of(only.split(",")).contains(strike.name()));
  }

  private static LiveSite site(String name) throws Exception {
    Servers whole = Objects.requireNonNull(servers);
    whole.heal();
    return LiveSite.create(whole, FOLDER, name);
  }

  private static String name(Strike strike) {
    return strike.name().toLowerCase(Locale.ROOT);
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static int cycles(int otherwise) {
    String given = System.getProperty("penstock.faults.cycles", "");
    return given.isEmpty() ? otherwise : Integer.parseInt(given);
  }

  private static long seed(Strike strike) {
    String given = System.getProperty("penstock.faults.seed", "");
    long seed = given.isEmpty() ? System.nanoTime() : Long.parseLong(given);
    System.out.println(strike + " seed " + seed);
    return seed;
  }
}

package io.penstock.pipelines.simulate;

import java.time.Duration;

/**
 * How badly the plant behaves. Every rate is a share between 0 and 1; a message has at most one
 * trouble of its own, so the shares of {@code duplicates} to {@code missing} must not exceed 1
 * together. Where a source cannot express a trouble (line protocol has no quality), its messages
 * stay clean.
 *
 * @param duplicates messages delivered twice
 * @param conflicts messages followed by one of the same series and time with another content
 * @param malformed messages that cannot be read, or hold one reading that cannot; above 0, each
 *     source shows each of its faults once whatever the rate
 * @param unknownSeries messages with a series that the catalogue does not have
 * @param wrongUnits messages with a unit that the catalogue does not expect
 * @param badQuality messages whose quality is Bad or Uncertain
 * @param outOfRange messages with a value outside its physical range
 * @param missing messages with an explicit "no value" (null, sentinel, UNAVAILABLE)
 * @param disorder messages held up on their way for up to {@code disorderWindow}
 * @param gaps share of time that a device says nothing
 * @param late share of time whose messages a device uploads much later; they are <em>late</em>
 *     where the message tells an ingest time, else merely out of order
 * @param brokenClocks share of time that a device believes to be in 1970 or 2099
 * @param disorderWindow longest hold-up, below 5 minutes
 */
public record Messiness(
    double duplicates,
    double conflicts,
    double malformed,
    double unknownSeries,
    double wrongUnits,
    double badQuality,
    double outOfRange,
    double missing,
    double disorder,
    double gaps,
    double late,
    double brokenClocks,
    Duration disorderWindow) {

  private static final Duration LONGEST_WINDOW = Duration.ofMinutes(5);

  /** No trouble at all. */
  public static final Messiness NONE =
      new Messiness(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO);

  /** An ordinary bad day. */
  public static final Messiness DEFAULT =
      new Messiness(
          0.02,
          0.003,
          0.001,
          0.0005,
          0.0005,
          0.005,
          0.001,
          0.002,
          0.05,
          0.01,
          0.02,
          0.003,
          Duration.ofSeconds(30));

  /**
   * Checks the rates.
   *
   * @throws IllegalArgumentException when one is not between 0 and 1, or they exceed 1 together
   */
  public Messiness {
    double troubles =
        rate("duplicates", duplicates)
            + rate("conflicts", conflicts)
            + rate("malformed", malformed)
            + rate("unknownSeries", unknownSeries)
            + rate("wrongUnits", wrongUnits)
            + rate("badQuality", badQuality)
            + rate("outOfRange", outOfRange)
            + rate("missing", missing);
    rate("disorder", disorder);
    rate("gaps", gaps);
    rate("late", late);
    rate("brokenClocks", brokenClocks);
    if (troubles > 1) {
      throw new IllegalArgumentException(
          "messiness: duplicates to missing must be at most 1 together, but were: " + troubles);
    }
    if (disorderWindow.isNegative() || disorderWindow.compareTo(LONGEST_WINDOW) >= 0) {
      throw new IllegalArgumentException(
          "messiness.disorderWindow must be between PT0S and below PT5M, but was: "
              + disorderWindow);
    }
  }

  /** The same with another hold-up. */
  public Messiness withDisorderWindow(Duration newDisorderWindow) {
    return new Messiness(
        duplicates,
        conflicts,
        malformed,
        unknownSeries,
        wrongUnits,
        badQuality,
        outOfRange,
        missing,
        disorder,
        gaps,
        late,
        brokenClocks,
        newDisorderWindow);
  }

  private static double rate(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "messiness." + name + " must be between 0 and 1, but was: " + value);
    }
    return value;
  }
}

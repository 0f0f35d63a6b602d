package io.penstock.pipelines.simulate;

/** What may happen to a message; at most one of these. */
enum Trouble {
  DUPLICATE,
  CONFLICT,
  MALFORMED,
  UNKNOWN_SERIES,
  WRONG_UNIT,
  BAD_QUALITY,
  OUT_OF_RANGE,
  MISSING,
  NONE;

  /** The trouble that an even number from {@code [0, 1)} falls on. */
  static Trouble at(double unit, Messiness messiness) {
    double rest = unit;
    for (Trouble trouble : values()) {
      rest -= trouble.rate(messiness);
      if (rest < 0) {
        return trouble;
      }
    }
    return NONE;
  }

  private double rate(Messiness messiness) {
    return switch (this) {
      case DUPLICATE -> messiness.duplicates();
      case CONFLICT -> messiness.conflicts();
      case MALFORMED -> messiness.malformed();
      case UNKNOWN_SERIES -> messiness.unknownSeries();
      case WRONG_UNIT -> messiness.wrongUnits();
      case BAD_QUALITY -> messiness.badQuality();
      case OUT_OF_RANGE -> messiness.outOfRange();
      case MISSING -> messiness.missing();
      case NONE -> 0;
    };
  }
}

package io.penstock.pipelines.simulate;

import static io.penstock.pipelines.simulate.Fault.BAD_CELL;
import static io.penstock.pipelines.simulate.Fault.DUPLICATE_KEY;
import static io.penstock.pipelines.simulate.Fault.INVALID_UTF8;
import static io.penstock.pipelines.simulate.Fault.MISSING_VALUE;
import static io.penstock.pipelines.simulate.Fault.SHORT_ROW;
import static io.penstock.pipelines.simulate.Fault.TRUNCATED_JSON;
import static io.penstock.pipelines.simulate.Fault.TRUNCATED_LINE;
import static io.penstock.pipelines.simulate.Fault.WRONG_TYPE;

import java.util.List;
import java.util.Set;

/** A source of the demo plan: what its messages can say and in which ways they break. */
enum Source {
  /** Flat JSON lines, one reading each, with ingest time, quality and unit. */
  GATEWAY(
      "gateway",
      Set.of(Trait.INGEST, Trait.QUALITY, Trait.UNIT, Trait.NO_VALUE),
      List.of(TRUNCATED_JSON, WRONG_TYPE, INVALID_UTF8, DUPLICATE_KEY, MISSING_VALUE)),
  /** Wide JSON lines with ingest time and quality. */
  WIDE(
      "wide",
      Set.of(Trait.INGEST, Trait.QUALITY, Trait.NO_VALUE, Trait.FREE_NAMES),
      List.of(TRUNCATED_JSON, WRONG_TYPE, INVALID_UTF8, DUPLICATE_KEY, MISSING_VALUE)),
  /** InfluxDB line protocol. */
  LINE_PROTOCOL("lineprotocol", Set.of(Trait.FREE_NAMES), List.of(TRUNCATED_LINE)),
  /** SenML packs, one file each. */
  SENML("senml", Set.of(Trait.UNIT, Trait.FREE_NAMES), List.of(TRUNCATED_JSON, DUPLICATE_KEY)),
  /** Wide CSV in local time, with ingest time and sentinels. */
  LOGGER("logger", Set.of(Trait.INGEST, Trait.NO_VALUE), List.of(SHORT_ROW, BAD_CELL)),
  /** MTConnect SHDR lines. */
  SHDR("shdr", Set.of(Trait.NO_VALUE, Trait.FREE_NAMES), List.of(TRUNCATED_LINE, INVALID_UTF8));

  /** What a source's messages can say. */
  enum Trait {
    /** When the message was received. */
    INGEST,
    /** A quality code. */
    QUALITY,
    /** The unit of each value. */
    UNIT,
    /** That there is no value. */
    NO_VALUE,
    /** A name that nobody has heard of, beside the others. */
    FREE_NAMES
  }

  private final String planName;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<Trait> traits;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Fault> faults;

  Source(String planName, Set<Trait> traits, List<Fault> faults) {
    this.planName = planName;
    this.traits = traits;
    this.faults = faults;
  }

  /** The name in the plan. */
  String planName() {
    return planName;
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** The ways its messages are malformed. */
  List<Fault> faults() {
    return faults;
  }
}

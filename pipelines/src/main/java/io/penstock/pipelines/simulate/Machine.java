package io.penstock.pipelines.simulate;

import static io.penstock.pipelines.simulate.Metric.FLOW;
import static io.penstock.pipelines.simulate.Metric.POWER;
import static io.penstock.pipelines.simulate.Metric.PRESSURE;
import static io.penstock.pipelines.simulate.Metric.RUNNING;
import static io.penstock.pipelines.simulate.Metric.STATE;
import static io.penstock.pipelines.simulate.Metric.STROKES;
import static io.penstock.pipelines.simulate.Metric.TEMPERATURE;
import static io.penstock.pipelines.simulate.Metric.VIBRATION;

import io.penstock.core.model.Calibration;
import io.penstock.core.model.ValueType;
import io.penstock.pipelines.simulate.MachineCycle.State;
import io.penstock.pipelines.simulate.Signal.Sensor;
import io.penstock.pipelines.simulate.Signal.SentUnit;
import java.time.Duration;
import java.util.List;

/**
 * A pump, an oven or a press, and what is measured at it.
 *
 * @param source how it is connected
 * @param number its number on its line, from 0
 * @param kind what it is
 * @param settings of the simulation
 * @param cycle what it does over time
 */
record Machine(Source source, int number, Kind kind, PlantSimulation settings, MachineCycle cycle) {

  /** How long a machine has been at work before the simulation starts. */
  private static final long HISTORY_MICROS = 1_200_000_000L;

  /** What a machine is. */
  enum Kind {
    PUMP(List.of(TEMPERATURE, PRESSURE, FLOW, VIBRATION, POWER, RUNNING, STATE)),
    OVEN(List.of(TEMPERATURE, PRESSURE, POWER, RUNNING, STATE)),
    PRESS(List.of(TEMPERATURE, PRESSURE, VIBRATION, POWER, STROKES, RUNNING, STATE));

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Metric> metrics;

    Kind(List<Metric> metrics) {
      this.metrics = metrics;
    }
  }

  static Machine of(PlantSimulation settings, Source source, int number) {
    Kind kind =
        switch (source) {
          case GATEWAY, SENML -> Kind.PUMP;
          case LINE_PROTOCOL, LOGGER -> Kind.OVEN;
          case WIDE, SHDR -> Kind.PRESS;
        };
    Rng rng = Rng.of(settings.seed(), "cycle " + source.planName(), number);
    MachineCycle cycle =
        MachineCycle.of(rng, settings.startMicros() - HISTORY_MICROS, settings.endMicros());
    return new Machine(source, number, kind, settings, cycle);
  }

  /** What it is called in its messages. */
  String id() {
    String letters =
        switch (source) {
          case GATEWAY -> "pmp";
          case WIDE -> "prs";
          case LINE_PROTOCOL -> "ovn";
          case SENML -> "wpm";
          case LOGGER -> "dry";
          case SHDR -> "stm";
        };
    return "%s-%02d".formatted(letters, number + 1);
  }

  String asset() {
    String line =
        switch (source) {
          case GATEWAY -> "utilities/cooling";
          case SENML -> "utilities/water";
          case WIDE -> "forming/pressing";
          case LINE_PROTOCOL -> "forming/curing";
          case LOGGER -> "forming/drying";
          case SHDR -> "forming/stamping";
        };
    return "acme/springfield/" + line + "/" + id();
  }

  /** What its messages name it by, in their format. */
  String stem() {
    return switch (source) {
      case LINE_PROTOCOL -> "oven,device=" + id() + ",line=curing";
      case SENML -> "urn:dev:ops:" + id() + ":";
      case SHDR -> id() + "_";
      case LOGGER -> id() + ".";
      case GATEWAY, WIDE -> id();
    };
  }

  List<Signal> signals() {
    return kind.metrics.stream().map(this::signal).toList();
  }

  /** A series of the machine that the catalogue does not have. */
  Signal ghost() {
    String name = source == Source.GATEWAY ? "ZT" : "spare";
    return new Signal(
        "",
        "",
        name,
        address(name),
        ValueType.NUMBER,
        SentUnit.NONE,
        List.of(),
        false,
        0,
        (micros, rng) -> Sent.number(rng.between(1, 9), 1));
  }

  private Signal signal(Metric metric) {
    String name = source == Source.GATEWAY ? metric.tag() : metric.metricName();
    SentUnit unit = metric.sentBy(source, number);
    List<Calibration> calibrations = calibrations(metric);
    return new Signal(
        asset(),
        metric.metricName(),
        name,
        address(name),
        switch (metric) {
          case RUNNING -> ValueType.BOOLEAN;
          case STATE -> ValueType.TEXT;
          default -> ValueType.NUMBER;
        },
        unit,
        calibrations,
        metric == STROKES || metric == RUNNING || metric == STATE,
        period(metric).toNanos() / 1000,
        sensor(metric, unit, calibrations));
  }

  /** The name as its column, field, key or record is called in a message. */
  private String address(String name) {
    return switch (source) {
      case GATEWAY -> "gw/" + id() + "/" + name;
      case WIDE -> "wide/" + id() + "/" + name;
      case LINE_PROTOCOL -> "lp/" + stem() + "/" + name;
      case SENML, LOGGER, SHDR -> source.planName() + "/" + stem() + name;
    };
  }

  /** A logger's row has every column, so everything there has one period. */
  private Duration period(Metric metric) {
    Sampling sampling = settings.sampling();
    if (source == Source.LOGGER) {
      return sampling.normal();
    }
    return switch (metric) {
      case VIBRATION -> sampling.fast();
      case RUNNING, STATE -> sampling.slow();
      default -> sampling.normal();
    };
  }

  /** The first pump's flow meter is recalibrated halfway, all the rest is as it always was. */
  private List<Calibration> calibrations(Metric metric) {
    double low = Double.isFinite(metric.high()) ? 0 : Double.NEGATIVE_INFINITY;
    Calibration plain = new Calibration(Long.MIN_VALUE, Long.MAX_VALUE, 1, 0, low, metric.high());
    if (source != Source.GATEWAY || number != 0 || metric != FLOW) {
      return List.of(plain);
    }
    long half = settings.startMicros() + (settings.endMicros() - settings.startMicros()) / 2;
    return List.of(
        new Calibration(Long.MIN_VALUE, half, 1, 0, low, metric.high()),
        new Calibration(half, Long.MAX_VALUE, 1.02, 0.5, low, metric.high()));
  }

  private Sensor sensor(Metric metric, SentUnit unit, List<Calibration> calibrations) {
    if (metric == RUNNING) {
      return (micros, rng) -> cycle.at(micros) == State.RUNNING ? Sent.TRUE : Sent.FALSE;
    }
    if (metric == STATE) {
      return (micros, rng) -> Sent.text(cycle.at(micros).name());
    }
    SignalShape shape = shape(metric);
    return (micros, rng) ->
        Signal.sentFor(shape.at(micros, rng), Signal.calibrationAt(calibrations, micros), unit);
  }

  /** Values that a machine of this kind might have; no model of any real one. */
  private SignalShape shape(Metric metric) {
    return switch (metric) {
      case TEMPERATURE ->
          kind == Kind.OVEN
              ? SignalShape.loaded(cycle, 60, 130, 240, 2, 0.3)
              : SignalShape.loaded(cycle, 28, 34, 120, 1, 0.15);
      case PRESSURE ->
          kind == Kind.OVEN
              ? SignalShape.loaded(cycle, 1.02, 0.08, 5, 0.01, 0.004)
              : SignalShape.loaded(cycle, 1.4, 5.5, 3, 0.05, 0.03);
      case FLOW -> SignalShape.loaded(cycle, 1, 82, 2, 1.5, 0.6);
      case VIBRATION -> SignalShape.loaded(cycle, 0.4, 3.2, 1, 0.1, 0.25);
      case POWER -> SignalShape.loaded(cycle, 0.9, 46, 1, 0.5, 0.8);
      case STROKES -> SignalShape.counter(cycle, 0.8);
      case RUNNING, STATE -> throw new IllegalArgumentException(metric + " is no number");
    };
  }
}

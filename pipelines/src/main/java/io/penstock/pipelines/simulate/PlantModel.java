package io.penstock.pipelines.simulate;

import static io.penstock.pipelines.simulate.Source.GATEWAY;
import static io.penstock.pipelines.simulate.Source.LINE_PROTOCOL;
import static io.penstock.pipelines.simulate.Source.LOGGER;
import static io.penstock.pipelines.simulate.Source.SENML;
import static io.penstock.pipelines.simulate.Source.SHDR;
import static io.penstock.pipelines.simulate.Source.WIDE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The plant {@code acme/springfield}: two areas, six lines of pumps, ovens and presses, each line
 * connected in its own way. Of ten assets three are cooling pumps and three presses.
 */
final class PlantModel {
  /** What a round of ten assets is connected to. */
  private static final List<Source> ROUND =
      List.of(GATEWAY, WIDE, LINE_PROTOCOL, GATEWAY, SENML, WIDE, LOGGER, GATEWAY, SHDR, WIDE);

  /** Machines on one logger. */
  private static final int LOGGER_MACHINES = 4;

  private PlantModel() {}

  /** All devices, in the order of their numbers. */
  static List<Device> devices(PlantSimulation settings) {
    Map<Source, List<Machine>> machines = new EnumMap<>(Source.class);
    for (int i = 0; i < settings.assets(); i++) {
      Source source = ROUND.get(i % ROUND.size());
      List<Machine> line = machines.computeIfAbsent(source, s -> new ArrayList<>());
      line.add(Machine.of(settings, source, line.size()));
    }
    List<Device> devices = new ArrayList<>();
    machines.forEach(
        (source, line) -> {
          int step = source == LOGGER ? LOGGER_MACHINES : 1;
          for (int i = 0; i < line.size(); i += step) {
            List<Machine> connected = line.subList(i, Math.min(line.size(), i + step));
            devices.add(device(settings, devices.size(), source, i / step, connected));
          }
        });
    return devices;
  }

  private static Device device(
      PlantSimulation settings, int index, Source source, int number, List<Machine> machines) {
    Machine first = machines.get(0);
    String id = source == LOGGER ? "logger-%02d".formatted(number + 1) : first.id();
    List<Signal> signals = new ArrayList<>();
    machines.forEach(machine -> signals.addAll(machine.signals()));
    long step = signals.stream().mapToLong(Signal::periodMicros).reduce(Long.MAX_VALUE, Math::min);
    int phaseMillis = (int) (step / 2000);
    Rng rng = Rng.of(settings.seed(), "phase", index);
    return new Device(
        index,
        source,
        id,
        first.stem(),
        Collections.unmodifiableList(signals),
        first.ghost(),
        clockOffsetMicros(source, number),
        source == LOGGER ? 0 : rng.below(phaseMillis) * 1000L);
  }

  /** Clocks that are known to be wrong: a slow one, one set to summer time, one a little off. */
  private static long clockOffsetMicros(Source source, int number) {
    if (source == GATEWAY && number == 1) {
      return 37_000_000;
    }
    if (source == WIDE && number == 0) {
      return -3_600_000_000L;
    }
    return source == SHDR && number == 0 ? 2_500_000 : 0;
  }
}

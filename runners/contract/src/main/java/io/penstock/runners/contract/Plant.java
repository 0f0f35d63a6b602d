package io.penstock.runners.contract;

import io.penstock.core.plan.Plan;
import io.penstock.pipelines.plan.PlanInvalid;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.pipelines.simulate.Messiness;
import io.penstock.pipelines.simulate.PlantSimulation;
import io.penstock.pipelines.simulate.SimulationSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A small plant on a very bad day: its plan, its catalogue and its messages.
 *
 * @param folder of plan and catalogue
 * @param inputs the message files as {@code --input} takes them, in a fixed order
 */
record Plant(Path folder, List<String> inputs) {
  /** The root of the repository. */
  static final Path ROOT = Path.of(System.getProperty("penstock.root", ""));

  /** Plan and digests of the contract. */
  static final Path TESTDATA = ROOT.resolve("testdata").resolve("contract");

  /** Three and a half minutes of twelve machines. Its digests are committed: never change it. */
  static final PlantSimulation SIMULATION =
      PlantSimulation.DEMO
          .withSeed(20260105)
          .withDuration(Duration.ofSeconds(210))
          .withAssets(12)
          .withMessiness(
              new Messiness(
                  0.05,
                  0.01,
                  0.005,
                  0.003,
                  0.003,
                  0.01,
                  0.005,
                  0.005,
                  0.1,
                  0.02,
                  0.1,
                  0.02,
                  Duration.ofSeconds(30)));

  /** Formats of which every line stands alone, so that lines may come in any order. */
  private static final List<String> LINE_SUFFIXES = List.of(".ndjson", ".lp");

  private static final int PIECES = 5;

  Plant {
    inputs = List.copyOf(inputs);
  }

  /** A simulated plant, and what a run over it has to count. */
  record Simulated(Plant plant, SimulationSummary summary) {}

  /** Simulates the plant into a new folder, with the contract's plan. */
  static Simulated simulate(Path folder) throws IOException {
    SimulationSummary summary = SIMULATION.writeTo(folder);
    Files.copy(
        TESTDATA.resolve(PlantSimulation.PLAN),
        folder.resolve(PlantSimulation.PLAN),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    return new Simulated(new Plant(folder, inputsBelow(folder.resolve("in"))), summary);
  }

  /** The plan file. */
  Path planFile() {
    return folder.resolve(PlantSimulation.PLAN);
  }

  /** The plan. */
  Plan plan() throws IOException, PlanInvalid {
    return PlanReader.create().read(planFile());
  }

  /** The same messages under another plan and catalogue, in a folder of their own. */
  Plant with(Path newFolder, UnaryOperator<String> plan, UnaryOperator<String> catalogue)
      throws IOException {
    Files.createDirectories(newFolder);
    change(PlantSimulation.PLAN, newFolder, plan);
    change(PlantSimulation.CATALOGUE, newFolder, catalogue);
    return new Plant(newFolder, inputs);
  }

  /** The same plan for some of the messages, or for others. */
  Plant withInputs(List<String> newInputs) {
    return new Plant(folder, newInputs);
  }

  /** The same messages in other files: what is made of lines is cut into several files. */
  Plant inPieces(Path newFolder) throws IOException {
    List<String> pieces = new ArrayList<>();
    for (String input : inputs) {
      if (isOfLines(input)) {
        List<byte[]> lines = lines(input);
        int size = lines.size() / PIECES + 1;
        for (int from = 0; from < lines.size(); from += size) {
          List<byte[]> piece = lines.subList(from, Math.min(lines.size(), from + size));
          pieces.add(write(newFolder, input, "piece" + from, piece));
        }
      } else {
        pieces.add(input);
      }
    }
    return withInputs(pieces);
  }

  /** The same messages in another order within each file, a third of them twice. */
  Plant shuffledWithCopies(Path newFolder, Random random) throws IOException {
    List<String> shuffled = new ArrayList<>();
    for (String input : inputs) {
      if (isOfLines(input)) {
        List<byte[]> lines = new ArrayList<>(lines(input));
        lines.addAll(List.copyOf(lines.subList(0, lines.size() / 3)));
        Collections.shuffle(lines, random);
        shuffled.add(write(newFolder, input, "shuffled", lines));
      } else {
        shuffled.add(input);
      }
    }
    return withInputs(shuffled);
  }

  /** The messages split into some parts, each a plant of its own, in the order of the parts. */
  List<Plant> split(int parts, Random random) {
    List<String> order = new ArrayList<>(inputs);
    Collections.shuffle(order, random);
    List<Plant> split = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int from = part * order.size() / parts;
      split.add(withInputs(order.subList(from, (part + 1) * order.size() / parts)));
    }
    return split;
  }

  private static boolean isOfLines(String input) {
    return LINE_SUFFIXES.stream().anyMatch(input::endsWith);
  }

  private void change(String name, Path newFolder, UnaryOperator<String> change)
      throws IOException {
    Files.writeString(
        newFolder.resolve(name), change.apply(Files.readString(folder.resolve(name))));
  }

  private static List<String> inputsBelow(Path in) throws IOException {
    try (Stream<Path> files = Files.walk(in)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(file -> in.relativize(file).getName(0) + "=" + file)
          .toList();
    }
  }

  /** The lines of a file, in Latin-1 and back, since some are no valid UTF-8. */
  private static List<byte[]> lines(String input) throws IOException {
    Path file = Path.of(input.substring(input.indexOf('=') + 1));
    return Files.readString(file, StandardCharsets.ISO_8859_1)
        .lines()
        .map(line -> (line + "\n").getBytes(StandardCharsets.ISO_8859_1))
        .toList();
  }

  private static String write(Path newFolder, String input, String prefix, List<byte[]> lines)
      throws IOException {
    int equals = input.indexOf('=');
    Path file = Path.of(input.substring(equals + 1));
    Files.createDirectories(newFolder);
    Path written = newFolder.resolve(prefix + "-" + file.getFileName());
    try (var out = Files.newOutputStream(written)) {
      for (byte[] line : lines) {
        out.write(line);
      }
    }
    return input.substring(0, equals + 1) + written;
  }
}

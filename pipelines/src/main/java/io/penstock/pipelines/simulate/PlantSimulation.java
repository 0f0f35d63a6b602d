package io.penstock.pipelines.simulate;

import io.penstock.core.time.Micros;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A small plant, {@code acme/springfield}, and everything that goes wrong in it.
 *
 * <p>{@link #writeTo} gives a folder with {@code ledger.ndjson.gz} and {@code expected.json}, which
 * are written first, then {@code plan.yaml}, {@code catalogue.csv} and the messages under {@code
 * in/}. The same settings give the same bytes.
 *
 * <p>Time and memory grow with the number of readings, about 8.5 per asset and second at the
 * default sampling and 200 bytes each; for volumes take {@link BulkNdjson}.
 *
 * @param seed of everything random
 * @param start first event time, a whole second from 2000 on
 * @param duration how long the plant is watched, from 1 second to 31 days
 * @param assets number of machines, from {@link #FEWEST_ASSETS} to {@link #MOST_ASSETS}
 * @param sampling how often is measured
 * @param messiness what goes wrong
 */
public record PlantSimulation(
    long seed,
    Instant start,
    Duration duration,
    int assets,
    Sampling sampling,
    Messiness messiness) {

  private static final Instant EARLIEST = Instant.parse("2000-01-02T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2090-01-01T00:00:00Z");
  private static final Duration LONGEST = Duration.ofDays(31);

  /** Fewer would leave a source without machines. */
  public static final int FEWEST_ASSETS = 10;

  /** More would not fit the memory. */
  public static final int MOST_ASSETS = 10_000;

  /** The ledger's name in the folder: JSON lines, compressed with gzip. */
  public static final String LEDGER = "ledger.ndjson.gz";

  /** The name of the ledger of messages in the folder of a plant that publishes. */
  public static final String MESSAGES = "messages.ndjson.gz";

  /** The summary's name in the folder. */
  public static final String EXPECTED = "expected.json";

  /** The plan's name in the folder. */
  public static final String PLAN = "plan.yaml";

  /** The catalogue's name in the folder. */
  public static final String CATALOGUE = "catalogue.csv";

  /** 15 minutes of 40 machines on an ordinary bad day: about 307,000 readings. */
  public static final PlantSimulation DEMO =
      new PlantSimulation(
          1,
          Instant.parse("2026-01-05T06:00:00Z"),
          Duration.ofMinutes(15),
          40,
          Sampling.DEFAULT,
          Messiness.DEFAULT);

  /** 2 minutes of 40 machines whose messages are held up for 5 s at most. */
  public static final PlantSimulation LIVE =
      DEMO.withDuration(Duration.ofMinutes(2))
          .withMessiness(Messiness.DEFAULT.withDisorderWindow(Duration.ofSeconds(5)));

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public PlantSimulation {
    if (start.isBefore(EARLIEST)
        || start.isAfter(LATEST)
        || !start.equals(start.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException(
          "start must be a whole second between %s and %s, but was: %s"
              .formatted(EARLIEST, LATEST, start));
    }
    if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "duration must be between PT1S and %s, but was: %s".formatted(LONGEST, duration));
    }
    if (assets < FEWEST_ASSETS || assets > MOST_ASSETS) {
      throw new IllegalArgumentException(
          "assets must be between %d and %d, but was: %d"
              .formatted(FEWEST_ASSETS, MOST_ASSETS, assets));
    }
  }

  /** The same with another seed. */
  public PlantSimulation withSeed(long newSeed) {
    return new PlantSimulation(newSeed, start, duration, assets, sampling, messiness);
  }

  /** The same from another time on. */
  public PlantSimulation withStart(Instant newStart) {
    return new PlantSimulation(seed, newStart, duration, assets, sampling, messiness);
  }

  /** The same for another time. */
  public PlantSimulation withDuration(Duration newDuration) {
    return new PlantSimulation(seed, start, newDuration, assets, sampling, messiness);
  }

  /** The same with another number of machines. */
  public PlantSimulation withAssets(int newAssets) {
    return new PlantSimulation(seed, start, duration, newAssets, sampling, messiness);
  }

  /** The same with other sampling periods. */
  public PlantSimulation withSampling(Sampling newSampling) {
    return new PlantSimulation(seed, start, duration, assets, newSampling, messiness);
  }

  /** The same with other troubles. */
  public PlantSimulation withMessiness(Messiness newMessiness) {
    return new PlantSimulation(seed, start, duration, assets, sampling, newMessiness);
  }

  /**
   * Simulates the plant into a folder.
   *
   * @param folder absent or empty; it is created
   * @return what a run over the folder has to count
   * @throws IllegalArgumentException when the folder is not empty: old messages would not be in the
   *     ledger
   */
  public SimulationSummary writeTo(Path folder) throws IOException {
    requireEmpty(folder);
    Files.createDirectories(folder);
    List<Device> devices = PlantModel.devices(this);
    Map<Source, List<SourceFile>> files = new EnumMap<>(Source.class);
    long silent = simulate(devices, files);
    SimulationSummary summary = new SimulationSummary(writeLedger(folder, files), silent);
    Files.writeString(folder.resolve(EXPECTED), summary.toJson());
    Files.writeString(folder.resolve(PLAN), DemoPlan.YAML);
    Files.writeString(folder.resolve(CATALOGUE), CatalogueCsv.of(devices));
    for (Map.Entry<Source, List<SourceFile>> source : files.entrySet()) {
      MessageText text = MessageText.of(source.getKey());
      for (SourceFile file : source.getValue()) {
        file.writeTo(folder, text);
      }
    }
    return summary;
  }

  /** Writes the ledger of all sources into a folder, and counts what it holds. */
  static SortedMap<String, SimulationSummary.SourceCounts> writeLedger(
      Path folder, Map<Source, List<SourceFile>> files) throws IOException {
    SortedMap<String, SimulationSummary.SourceCounts> counts = new TreeMap<>();
    try (LedgerWriter ledger = new LedgerWriter(folder.resolve(LEDGER))) {
      for (Map.Entry<Source, List<SourceFile>> source : files.entrySet()) {
        counts.put(source.getKey().planName(), writeLedger(source.getValue(), ledger));
      }
    }
    return counts;
  }

  private static SimulationSummary.SourceCounts writeLedger(
      List<SourceFile> files, LedgerWriter ledger) throws IOException {
    Census census = new Census();
    for (SourceFile file : files) {
      census.messages(file.messages().size());
      LedgerEntry.<IOException>of(
          file,
          entry -> {
            census.count(entry);
            ledger.write(entry);
          });
    }
    return census.counts();
  }

  /** Fills in the files; returns the number of readings lost in gaps. */
  private long simulate(List<Device> devices, Map<Source, List<SourceFile>> files) {
    long silent = 0;
    for (Source source : Source.values()) {
      List<Message> messages = new ArrayList<>();
      silent += simulate(source, devices, messages);
      files.put(source, SourceFile.of(source, messages));
    }
    return silent;
  }

  /**
   * Adds the messages of one source in the order of arrival; returns the number of readings lost in
   * gaps.
   */
  long simulate(Source source, List<Device> devices, List<Message> messages) {
    long silent = 0;
    Showcase showcase = Showcase.of(source, messiness);
    for (Device device : devices) {
      if (device.source() == source) {
        Disturber disturber = new Disturber(this, device, showcase, messages);
        silent += new Sampler(this, device, disturber::accept).run();
      }
    }
    messages.sort(Comparator.comparingLong(Message::arrivalMicros));
    return silent;
  }

  /** Refuses a folder with anything in it: old messages would count as new ones. */
  static void requireEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    try (Stream<Path> content = Files.list(folder)) {
      if (content.findAny().isPresent()) {
        throw new IllegalArgumentException("the folder must be empty, but is not: " + folder);
      }
    }
  }

  long startMicros() {
    return Micros.of(start);
  }

  long endMicros() {
    return startMicros() + duration.toNanos() / 1000;
  }
}

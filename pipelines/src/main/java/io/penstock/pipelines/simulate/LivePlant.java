package io.penstock.pipelines.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A simulated plant that publishes instead of writing files. Ledger, plan and catalogue are on disk
 * before the first message can be taken, so that whatever is lost on the way, the truth is not.
 *
 * <p>In the ledger a message's file is {@code mqtt/<source>} and its line the number of its
 * source's message, from 1 on, in the order of sending. Loggers, whose rows mean nothing without
 * the head of their file, are not part of it. The fates rest on the ingest times that messages
 * tell; where the broker's count, take {@code fate_ignore} and judge lateness by the raw archive.
 */
public final class LivePlant {
  private final List<Message> messages;
  private final SimulationSummary summary;
  private final long lastDueMicros;

  private LivePlant(List<Message> messages, SimulationSummary summary, long lastDueMicros) {
    this.messages = messages;
    this.summary = summary;
    this.lastDueMicros = lastDueMicros;
  }

  /**
   * One message to publish.
   *
   * @param source its source's name in the plan
   * @param topic its MQTT topic, {@code plant/<source>/<device>}
   * @param dueMicros when it is due, microseconds UTC; never less than that of the one before
   * @param payload its bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes are moved, not compared
  public record Sending(String source, String topic, long dueMicros, byte[] payload) {}

  /** Takes messages in the order of sending. */
  public interface Sender {
    /** Sends one. */
    void send(Sending sending) throws IOException, InterruptedException;
  }

  /**
   * Simulates a plant and writes down the truth.
   *
   * @param folder absent or empty; it is created, and gets ledger, summary, plan and catalogue
   * @throws IllegalArgumentException when the folder is not empty
   */
  public static LivePlant prepare(PlantSimulation settings, Path folder)
      throws IOException, InterruptedException {
    plan(settings, folder);
    return writeLedger(settings, folder);
  }

  /**
   * Writes plan and catalogue alone, which do not depend on when the plant starts: so a stream can
   * be started first.
   *
   * @param folder absent or empty; it is created
   * @throws IllegalArgumentException when the folder is not empty
   */
  public static void plan(PlantSimulation settings, Path folder) throws IOException {
    PlantSimulation.requireEmpty(folder);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(PlantSimulation.PLAN), LiveDemoPlan.YAML);
    Files.writeString(
        folder.resolve(PlantSimulation.CATALOGUE), CatalogueCsv.of(PlantModel.devices(settings)));
  }

  /**
   * Simulates a plant whose plan is there, and writes down the truth.
   *
   * @param settings those of its plan but for the start
   * @param folder where {@link #plan} wrote; it gets ledgers and summary
   */
  public static LivePlant writeLedger(PlantSimulation settings, Path folder)
      throws IOException, InterruptedException {
    List<Device> devices = PlantModel.devices(settings);
    Map<Source, List<SourceFile>> sources = new EnumMap<>(Source.class);
    long silent = 0;
    for (Source source : Source.values()) {
      if (source != Source.LOGGER) {
        List<Message> messages = new ArrayList<>();
        silent += settings.simulate(source, devices, messages);
        sources.put(source, List.of(new SourceFile("mqtt/" + source.planName(), "", messages)));
      }
    }
    SortedMap<String, SimulationSummary.SourceCounts> counts =
        PlantSimulation.writeLedger(folder, sources);
    SimulationSummary summary = new SimulationSummary(counts, silent);
    Files.writeString(folder.resolve(PlantSimulation.EXPECTED), summary.toJson());
    LivePlant plant = new LivePlant(inOrder(sources), summary, settings.endMicros());
    MessageLedger.write(plant, folder.resolve(PlantSimulation.MESSAGES));
    return plant;
  }

  /** A stable sort: messages of a source stay in the order of the ledger. */
  private static List<Message> inOrder(Map<Source, List<SourceFile>> sources) {
    List<Message> all = new ArrayList<>();
    sources.values().forEach(files -> all.addAll(files.get(0).messages()));
    all.sort(Comparator.comparingLong(Message::arrivalMicros));
    return all;
  }

  /** What the ledger holds. */
  public SimulationSummary summary() {
    return summary;
  }

  /**
   * Hands over all messages, one after the other. What would arrive after the plant's end, such as
   * the upload of a device that was away, is due at its end.
   */
  public void sendTo(Sender sender) throws IOException, InterruptedException {
    Map<Source, MessageText> texts = new EnumMap<>(Source.class);
    ByteText buffer = new ByteText(1 << 12);
    for (Message message : messages) {
      Source source = message.device().source();
      buffer.truncate(0);
      texts.computeIfAbsent(source, MessageText::of).append(message, buffer);
      sender.send(
          new Sending(
              source.planName(),
              LiveDemoPlan.TOPIC_ROOT + "/" + source.planName() + "/" + message.device().id(),
              Math.min(message.arrivalMicros(), lastDueMicros),
              buffer.toBytes()));
    }
  }
}

package io.penstock.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Kafka and MQTT brokers in a process of their own, for the demo: started with a folder and names
 * of Kafka topics, each of which gets {@link #PARTITIONS} partitions. When both are up it writes
 * {@code kafka.properties} and {@code mqtt.properties}, the connection files of {@code penstock
 * bridge}, into the folder and says {@link #READY} on standard output; it stops both when its
 * standard input ends, so it cannot outlive who started it.
 */
public final class BrokersMain {
  /** The line that says that everything is up. */
  public static final String READY = "brokers-ready";

  /** Partitions of each topic. */
  public static final int PARTITIONS = 2;

  private BrokersMain() {}

  /** Runs the brokers: {@code FOLDER TOPIC...}. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        EmbeddedMqtt mqtt = EmbeddedMqtt.start(folder.resolve("mqtt"))) {
      for (String topic : List.of(args).subList(1, args.length)) {
        kafka.createTopic(topic, PARTITIONS);
      }
      write(folder.resolve("kafka.properties"), "bootstrap.servers=" + kafka.bootstrapServers());
      write(
          folder.resolve("mqtt.properties"),
          "url=mqtt://" + mqtt.host() + ":" + mqtt.port() + "\nversion=3.1.1");
      System.out.println(READY);
      awaitEndOfInput();
    }
    // Both leave threads behind that are in no hurry.
    Runtime.getRuntime().halt(0);
  }

  private static void awaitEndOfInput() throws IOException {
    int read = System.in.read();
    while (read >= 0) {
      read = System.in.read();
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text + "\n", StandardCharsets.UTF_8);
  }
}

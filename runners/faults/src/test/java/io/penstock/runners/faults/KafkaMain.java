package io.penstock.runners.faults;

import io.penstock.testkit.EmbeddedKafka;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/** A Kafka broker, until it is killed. */
public final class KafkaMain {
  static final String READY = "kafka-ready";

  private KafkaMain() {}

  /** Runs one: {@code FOLDER PORT CONTROLLER_PORT SETTINGS_FILE}; the file may be empty. */
  public static void main(String[] args) throws Exception {
    Properties settings = new Properties();
    try (InputStream in = Files.newInputStream(Path.of(args[3]))) {
      settings.load(in);
    }
    try (EmbeddedKafka kafka =
        EmbeddedKafka.start(
            Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]), settings)) {
      System.out.println(READY + " " + kafka.bootstrapServers());
      new CountDownLatch(1).await();
    }
  }
}

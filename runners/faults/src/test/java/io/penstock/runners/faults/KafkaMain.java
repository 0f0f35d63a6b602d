package io.penstock.runners.faults;

import io.penstock.testkit.EmbeddedKafka;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A Kafka broker, until it is killed. */
public final class KafkaMain {
  static final String READY = "kafka-ready";

  private KafkaMain() {}

  /** Runs one: {@code FOLDER PORT CONTROLLER_PORT}. */
  public static void main(String[] args) throws Exception {
    try (EmbeddedKafka kafka =
        EmbeddedKafka.start(
            Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]))) {
      System.out.println(READY + " " + kafka.bootstrapServers());
      new CountDownLatch(1).await();
    }
  }
}

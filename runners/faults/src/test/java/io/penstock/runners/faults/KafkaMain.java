package io.penstock.runners.faults;

import io.penstock.testkit.EmbeddedKafka;
import io.penstock.testkit.PlainLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A Kafka broker, until it is killed. */
public final class KafkaMain {
  static final String READY = "kafka-ready";

  private KafkaMain() {}

  /**
   * Runs one: {@code FOLDER PORT CONTROLLER_PORT [LOGIN_FILE]}. The file has two lines, the one
   * user and the password.
   */
  public static void main(String[] args) throws Exception {
    try (EmbeddedKafka kafka =
        start(
            Path.of(args[0]),
            Integer.parseInt(args[1]),
            Integer.parseInt(args[2]),
            List.of(args).subList(3, args.length))) {
      System.out.println(READY + " " + kafka.bootstrapServers());
      new CountDownLatch(1).await();
    }
  }

  private static EmbeddedKafka start(
      Path folder, int port, int controllerPort, List<String> loginFile) throws IOException {
    if (loginFile.isEmpty()) {
      return EmbeddedKafka.start(folder, port, controllerPort);
    }
    List<String> login = Files.readAllLines(Path.of(loginFile.get(0)));
    return EmbeddedKafka.start(
        folder, port, controllerPort, new PlainLogin(login.get(0), login.get(1)));
  }
}

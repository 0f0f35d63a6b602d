package io.penstock.runners.faults;

import io.penstock.testkit.FreePort;
import io.penstock.testkit.PlainLogin;
import io.penstock.testkit.process.JvmProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker in a process of its own, which comes back on the same port with the same log. */
final class KafkaProcess implements AutoCloseable {
  private final Path folder;
  private final Path logs;
  private final int port;
  private final int controllerPort;
  private final Optional<PlainLogin> login;
  private int starts;
  private JvmProcess process;

  private KafkaProcess(Path folder, Path logs, Optional<PlainLogin> login) throws IOException {
    this.folder = folder;
    this.logs = logs;
    this.login = login;
    this.port = FreePort.next();
    this.controllerPort = FreePort.next();
    this.process = launch();
  }

  static KafkaProcess start(Path folder, Path logs) throws Exception {
    return start(folder, logs, Optional.empty());
  }

  /** Starts one that lets nobody in but this user. */
  static KafkaProcess start(Path folder, Path logs, PlainLogin login) throws Exception {
    return start(folder, logs, Optional.of(login));
  }

  private static KafkaProcess start(Path folder, Path logs, Optional<PlainLogin> login)
      throws Exception {
    KafkaProcess kafka = new KafkaProcess(folder, logs, login);
    kafka.awaitReady();
    return kafka;
  }

  /** Properties of its clients. */
  Properties clientProperties() {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", bootstrapServers());
    login.ifPresent(user -> properties.putAll(user.ofClient()));
    return properties;
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  void createTopic(String name, int partitions) throws Exception {
    NewTopic topic =
        new NewTopic(name, partitions, (short) 1)
            .configs(Map.of("message.timestamp.type", "LogAppendTime"));
    try (Admin admin = Admin.create(clientProperties())) {
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  void kill() throws InterruptedException {
    process.kill();
  }

  /** Starts it again if it does not run. */
  void restart() throws Exception {
    if (!process.isAlive()) {
      process = launch();
    }
    awaitReady();
  }

  private JvmProcess launch() throws IOException {
    starts++;
    List<String> arguments = new ArrayList<>();
    arguments.add(folder.toString());
    arguments.add(Integer.toString(port));
    arguments.add(Integer.toString(controllerPort));
    if (login.isPresent()) {
      Path file = Files.createDirectories(folder).resolve("login");
      arguments.add(
          Files.write(file, List.of(login.get().user(), login.get().password())).toString());
    }
    return JvmProcess.start("kafka-" + starts, logs, "512m", KafkaMain.class.getName(), arguments);
  }

  private void awaitReady() throws Exception {
    process.await(KafkaMain.READY);
  }

  @Override
  public void close() {
    process.close();
  }
}

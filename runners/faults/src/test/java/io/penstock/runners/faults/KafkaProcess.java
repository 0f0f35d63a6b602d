package io.penstock.runners.faults;

import io.penstock.testkit.FreePort;
import io.penstock.testkit.KafkaSecurity;
import io.penstock.testkit.process.JvmProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker in a process of its own, which comes back on the same port with the same log. */
final class KafkaProcess implements AutoCloseable {
  private final Path folder;
  private final Path logs;
  private final int port;
  private final int controllerPort;
  private final KafkaSecurity security;
  private int starts;
  private JvmProcess process;

  private KafkaProcess(Path folder, Path logs, KafkaSecurity security) throws IOException {
    this.folder = folder;
    this.logs = logs;
    this.security = security;
    this.port = FreePort.next();
    this.controllerPort = FreePort.next();
    this.process = launch();
  }

  static KafkaProcess start(Path folder, Path logs) throws Exception {
    return start(folder, logs, KafkaSecurity.NONE);
  }

  /** Starts one that asks its clients who they are. */
  static KafkaProcess start(Path folder, Path logs, KafkaSecurity security) throws Exception {
    KafkaProcess kafka = new KafkaProcess(folder, logs, security);
    kafka.awaitReady();
    return kafka;
  }

  /** Properties of its clients. */
  Properties clientProperties() {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", bootstrapServers());
    properties.putAll(security.ofClient());
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
    return JvmProcess.start(
        "kafka-" + starts,
        logs,
        "512m",
        KafkaMain.class.getName(),
        List.of(
            folder.toString(),
            Integer.toString(port),
            Integer.toString(controllerPort),
            writeSettings().toString()));
  }

  /** In a file, since they may hold passwords. */
  private Path writeSettings() throws IOException {
    Properties settings = new Properties();
    settings.putAll(security.ofBroker(bootstrapServers(), "127.0.0.1:" + controllerPort));
    Path file = Files.createDirectories(folder).resolve("own.properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      settings.store(out, null);
    }
    return file;
  }

  private void awaitReady() throws Exception {
    process.await(KafkaMain.READY);
  }

  @Override
  public void close() {
    process.close();
  }
}

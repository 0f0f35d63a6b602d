package io.penstock.runners.faults;

import io.penstock.testkit.FreePort;
import io.penstock.testkit.process.JvmProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker in a process of its own, which comes back on the same port with the same log. */
final class KafkaProcess implements AutoCloseable {
  private final Path folder;
  private final Path logs;
  private final int port;
  private final int controllerPort;
  private int starts;
  private JvmProcess process;

  private KafkaProcess(Path folder, Path logs) throws IOException {
    this.folder = folder;
    this.logs = logs;
    this.port = FreePort.next();
    this.controllerPort = FreePort.next();
    this.process = launch();
  }

  static KafkaProcess start(Path folder, Path logs) throws Exception {
    KafkaProcess kafka = new KafkaProcess(folder, logs);
    kafka.awaitReady();
    return kafka;
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  void createTopic(String name, int partitions) throws Exception {
    NewTopic topic =
        new NewTopic(name, partitions, (short) 1)
            .configs(Map.of("message.timestamp.type", "LogAppendTime"));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) bootstrapServers()))) {
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
        List.of(folder.toString(), Integer.toString(port), Integer.toString(controllerPort)));
  }

  private void awaitReady() throws Exception {
    process.await(KafkaMain.READY);
  }

  @Override
  public void close() {
    process.close();
  }
}

package io.penstock.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka broker that is its own KRaft controller, in this process. It starts in about 2 s, keeps
 * its log in a folder, and comes back on the same port after {@link #stop} and {@link #restart}.
 *
 * <p>Topics are made explicitly ({@link #createTopic}), with {@code LogAppendTime} as Penstock asks
 * of production; nothing is created by asking for it. Not for a class path with Spark: both bring
 * Scala, in different versions.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private final Properties properties;
  private final String bootstrapServers;
  private @Nullable KafkaRaftServer server;

  private EmbeddedKafka(Properties properties, String bootstrapServers) {
    this.properties = properties;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a broker whose log lies in a folder, which is formatted when it holds none.
   *
   * @throws IllegalStateException when the folder cannot be formatted; the message has the reason
   */
  public static EmbeddedKafka start(Path folder) throws IOException {
    return start(folder, FreePort.next(), FreePort.next());
  }

  /**
   * Starts a broker at given ports, so that one in a process of its own comes back where its
   * clients know it.
   *
   * @throws IllegalStateException when the folder cannot be formatted; the message has the reason
   */
  public static EmbeddedKafka start(Path folder, int port, int controllerPort) throws IOException {
    String address = "127.0.0.1:" + port;
    return start(folder, settings(folder, address, "127.0.0.1:" + controllerPort), address);
  }

  /**
   * Starts a broker with settings that take the place of the usual ones, such as those of {@link
   * KafkaSecurity#ofBroker}.
   *
   * @throws IllegalStateException when the folder cannot be formatted; the message has the reason
   */
  public static EmbeddedKafka start(Path folder, int port, int controllerPort, Properties others)
      throws IOException {
    String address = "127.0.0.1:" + port;
    Properties properties = settings(folder, address, "127.0.0.1:" + controllerPort);
    properties.putAll(others);
    return start(folder, properties, address);
  }

  private static EmbeddedKafka start(Path folder, Properties properties, String bootstrapServers)
      throws IOException {
    format(folder, properties);
    EmbeddedKafka kafka = new EmbeddedKafka(properties, bootstrapServers);
    kafka.restart();
    return kafka;
  }

  /** Where clients find it: {@code 127.0.0.1:port}, the same for its whole life. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Writes the file that a plan names as {@code connection}. */
  public Path writeConnection(Path file) throws IOException {
    return Files.writeString(file, "bootstrap.servers=" + bootstrapServers + "\n");
  }

  /** Makes a topic with append times, and waits until it is there. */
  public void createTopic(String name, int partitions) {
    createTopic(name, partitions, Map.of());
  }

  /** Makes a topic with settings of its own over append times, and waits until it is there. */
  public void createTopic(String name, int partitions, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    all.putAll(settings);
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      admin
          .createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(all)))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("topic " + name + " was not made", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while topic " + name + " was made", e);
    }
  }

  /** Starts it again after {@link #stop}; does nothing while it runs. */
  public synchronized void restart() {
    if (server == null) {
      KafkaRaftServer next = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
      next.startup();
      server = next;
    }
  }

  /** Stops it and keeps its log; clients see connections refused until {@link #restart}. */
  public synchronized void stop() {
    KafkaRaftServer running = server;
    if (running != null) {
      server = null;
      running.shutdown();
      running.awaitShutdown();
    }
  }

  @Override
  public void close() {
    stop();
  }

  static Properties settings(Path folder, String address, String controllerAddress) {
    Properties settings = new Properties();
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("node.id", "1");
    settings.setProperty("controller.quorum.voters", "1@" + controllerAddress);
    settings.setProperty("controller.listener.names", "CONTROLLER");
    settings.setProperty(
        "listeners", "PLAINTEXT://" + address + ",CONTROLLER://" + controllerAddress);
    settings.setProperty("advertised.listeners", "PLAINTEXT://" + address);
    settings.setProperty(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.setProperty("log.dirs", folder.resolve("log").toString());
    settings.setProperty("auto.create.topics.enable", "false");
    settings.setProperty("offsets.topic.replication.factor", "1");
    settings.setProperty("offsets.topic.num.partitions", "1");
    settings.setProperty("transaction.state.log.replication.factor", "1");
    settings.setProperty("transaction.state.log.min.isr", "1");
    settings.setProperty("transaction.state.log.num.partitions", "1");
    settings.setProperty("group.initial.rebalance.delay.ms", "0");
    settings.setProperty("controlled.shutdown.enable", "false");
    // A restarted broker waits until its former self is given up.
    settings.setProperty("broker.session.timeout.ms", "3000");
    settings.setProperty("broker.heartbeat.interval.ms", "300");
    settings.setProperty("log.cleaner.enable", "false");
    settings.setProperty("num.network.threads", "2");
    settings.setProperty("num.io.threads", "2");
    settings.setProperty("background.threads", "2");
    settings.setProperty("queued.max.requests", "64");
    return settings;
  }

  static void format(Path folder, Properties properties, String... more) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("server.properties");
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      properties.store(out, "written at every start");
    }
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    List<String> command = new ArrayList<>();
    Collections.addAll(
        command, "format", "--ignore-formatted", "-t", clusterId(folder), "-c", file.toString());
    Collections.addAll(command, more);
    int status =
        StorageTool.execute(
            command.toArray(String[]::new), new PrintStream(told, true, StandardCharsets.UTF_8));
    if (status != 0) {
      throw new IllegalStateException(
          folder + " was not formatted: " + told.toString(StandardCharsets.UTF_8));
    }
  }

  /** A folder's cluster keeps its identity over restarts of the process. */
  private static String clusterId(Path folder) {
    Path file = folder.resolve("cluster.id");
    try {
      if (!Files.exists(file)) {
        Files.writeString(file, Uuid.randomUuid().toString());
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

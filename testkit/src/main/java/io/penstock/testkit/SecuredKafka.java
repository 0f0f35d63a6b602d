package io.penstock.testkit;

import io.penstock.testkit.tls.Authority;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka broker in this process that nobody talks to in the clear: one listener wants TLS and
 * SCRAM-SHA-512, the other TLS with a certificate of the client. Certificates are made anew for
 * each folder.
 */
public final class SecuredKafka implements AutoCloseable {
  /** The user that the SCRAM listener knows. */
  public static final String USER = "plant-reader";

  /** That user's password. */
  public static final String PASSWORD = "correct-horse";

  private static final String STORES = "stores";

  private final Path folder;
  private final String scramAddress;
  private final String tlsAddress;
  private final MutualTls stores;
  private final KafkaRaftServer server;

  private SecuredKafka(
      Path folder,
      String scramAddress,
      String tlsAddress,
      MutualTls stores,
      KafkaRaftServer server) {
    this.folder = folder;
    this.scramAddress = scramAddress;
    this.tlsAddress = tlsAddress;
    this.stores = stores;
    this.server = server;
  }

  /** Starts a broker whose log and certificates lie in a folder. */
  public static SecuredKafka start(Path folder) throws IOException, InterruptedException {
    String scram = "127.0.0.1:" + FreePort.next();
    String tls = "127.0.0.1:" + FreePort.next();
    MutualTls stores = stores(Authority.in(folder), folder);
    Properties settings = settings(folder, stores, scram, tls, "127.0.0.1:" + FreePort.next());
    EmbeddedKafka.format(
        folder,
        settings,
        "--add-scram",
        "SCRAM-SHA-512=[name=" + USER + ",password=" + PASSWORD + "]");
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
    server.startup();
    return new SecuredKafka(folder, scram, tls, stores, server);
  }

  private static MutualTls stores(Authority authority, Path folder)
      throws IOException, InterruptedException {
    return new MutualTls(
        authority.sign("broker", folder.resolve("broker.p12"), STORES),
        authority.sign("client", folder.resolve("client.p12"), STORES),
        authority.trust(folder.resolve("trust.p12"), STORES));
  }

  /** Writes a connection file for TLS and SCRAM. */
  public Path writeScramConnection(Path file, String password) throws IOException {
    return write(
        file,
        Map.of(
            "bootstrap.servers",
            scramAddress,
            "security.protocol",
            "SASL_SSL",
            "sasl.mechanism",
            "SCRAM-SHA-512",
            "sasl.jaas.config",
            login(password)),
        trust());
  }

  /** Writes a connection file for TLS with the client's certificate. */
  public Path writeMutualTlsConnection(Path file) throws IOException {
    return write(file, Map.of("bootstrap.servers", tlsAddress), stores.ofClient());
  }

  /** Writes a connection file for TLS that has no certificate to show. */
  public Path writeTlsConnection(Path file) throws IOException {
    return write(
        file, Map.of("bootstrap.servers", tlsAddress, "security.protocol", "SSL"), trust());
  }

  private Map<String, String> trust() {
    return MutualTls.store("truststore", stores.trust());
  }

  private static Path write(Path file, Map<String, String> server, Map<String, String> security)
      throws IOException {
    Properties connection = new Properties();
    connection.putAll(server);
    connection.putAll(security);
    try (OutputStream out = Files.newOutputStream(file)) {
      connection.store(out, null);
    }
    return file;
  }

  /** Makes a topic with append times, and waits until it is there. */
  public void createTopic(String name, int partitions) throws IOException, InterruptedException {
    Properties client = new Properties();
    Path file = writeScramConnection(folder.resolve("admin.properties"), PASSWORD);
    try (InputStream in = Files.newInputStream(file)) {
      client.load(in);
    }
    NewTopic topic =
        new NewTopic(name, partitions, (short) 1)
            .configs(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
    try (Admin admin = Admin.create(client)) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      throw new IOException("topic " + name + " was not made", e);
    }
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static Properties settings(
      Path folder, MutualTls stores, String scram, String tls, String controllerAddress) {
    Properties settings = EmbeddedKafka.settings(folder, scram, controllerAddress);
    settings.putAll(MutualTls.store("keystore", stores.broker()));
    settings.putAll(MutualTls.store("truststore", stores.trust()));
    String listeners = "SCRAM://" + scram + ",TLS://" + tls;
    settings.setProperty("listeners", listeners + ",CONTROLLER://" + controllerAddress);
    settings.setProperty("advertised.listeners", listeners);
    settings.setProperty(
        "listener.security.protocol.map", "SCRAM:SASL_SSL,TLS:SSL,CONTROLLER:PLAINTEXT");
    settings.setProperty("inter.broker.listener.name", "SCRAM");
    settings.setProperty("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    settings.setProperty("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
    settings.setProperty("listener.name.scram.scram-sha-512.sasl.jaas.config", login(PASSWORD));
    settings.setProperty("listener.name.tls.ssl.client.auth", "required");
    return settings;
  }

  private static String login(String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
        + USER
        + "\" password=\""
        + password
        + "\";";
  }
}

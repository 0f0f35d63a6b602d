package io.penstock.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
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
 * each folder by the JDK's own {@code keytool}.
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
  private final KafkaRaftServer server;

  private SecuredKafka(
      Path folder, String scramAddress, String tlsAddress, KafkaRaftServer server) {
    this.folder = folder;
    this.scramAddress = scramAddress;
    this.tlsAddress = tlsAddress;
    this.server = server;
  }

  /** Starts a broker whose log and certificates lie in a folder. */
  public static SecuredKafka start(Path folder) throws IOException, InterruptedException {
    String scram = "127.0.0.1:" + FreePort.next();
    String tls = "127.0.0.1:" + FreePort.next();
    Files.createDirectories(folder);
    certificate(folder, "broker");
    certificate(folder, "client");
    trust(folder, "broker", "client");
    // It makes sure at its start that it could talk to itself.
    trust(folder, "broker", "broker");
    trust(folder, "client", "broker");
    Properties settings = settings(folder, scram, tls, "127.0.0.1:" + FreePort.next());
    EmbeddedKafka.format(
        folder,
        settings,
        "--add-scram",
        "SCRAM-SHA-512=[name=" + USER + ",password=" + PASSWORD + "]");
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
    server.startup();
    return new SecuredKafka(folder, scram, tls, server);
  }

  /** Writes a connection file for TLS and SCRAM. */
  public Path writeScramConnection(Path file, String password) throws IOException {
    return Files.writeString(
        file,
        "bootstrap.servers="
            + scramAddress
            + "\nsecurity.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\nsasl.jaas.config="
            + login(password)
            + "\n"
            + trusting(folder, "client"));
  }

  /** Writes a connection file for TLS with the client's certificate. */
  public Path writeMutualTlsConnection(Path file) throws IOException {
    return Files.writeString(
        writeTlsConnection(file), keys(folder, "client"), StandardOpenOption.APPEND);
  }

  /** Writes a connection file for TLS that has no certificate to show. */
  public Path writeTlsConnection(Path file) throws IOException {
    return Files.writeString(
        file,
        "bootstrap.servers="
            + tlsAddress
            + "\nsecurity.protocol=SSL\n"
            + trusting(folder, "client"));
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
      Path folder, String scram, String tls, String controllerAddress) throws IOException {
    Properties settings = EmbeddedKafka.settings(folder, scram, controllerAddress);
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
    for (String line : (keys(folder, "broker") + trusting(folder, "broker")).split("\n")) {
      String[] setting = line.split("=", 2);
      settings.setProperty(setting[0], setting[1]);
    }
    return settings;
  }

  private static String keys(Path folder, String who) {
    return store("keystore", folder.resolve(who + ".p12"));
  }

  private static String trusting(Path folder, String who) {
    return store("truststore", folder.resolve(who + "-trusts.p12"));
  }

  private static String store(String kind, Path file) {
    String key = "ssl." + kind + ".";
    return key
        + "location="
        + file
        + "\n"
        + key
        + "type=PKCS12\n"
        + key
        + "password="
        + STORES
        + "\n";
  }

  /** A key of its own for somebody, with a certificate that he signs himself. */
  private static void certificate(Path folder, String who)
      throws IOException, InterruptedException {
    keytool(
        folder,
        "-genkeypair -alias " + who + " -keyalg EC -dname CN=" + who + " -ext SAN=ip:127.0.0.1",
        who + ".p12");
    keytool(folder, "-exportcert -alias " + who + " -file " + who + ".crt", who + ".p12");
  }

  private static void trust(Path folder, String who, String whom)
      throws IOException, InterruptedException {
    keytool(
        folder,
        "-importcert -noprompt -alias " + whom + " -file " + whom + ".crt",
        who + "-trusts.p12");
  }

  private static void keytool(Path folder, String command, String store)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    words.addAll(List.of(command.split(" ")));
    words.addAll(List.of("-keystore", store, "-storetype", "PKCS12", "-storepass", STORES));
    Process keytool =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
    String told = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool failed: " + told);
    }
  }

  private static String login(String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
        + USER
        + "\" password=\""
        + password
        + "\";";
  }
}

package io.penstock.bridge;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections with HiveMQ's client, of either protocol version. */
final class MqttLinks implements MqttLink.Opener {
  private static final Logger LOG = LoggerFactory.getLogger(MqttLinks.class);
  private static final long PATIENCE_SECONDS = 20;

  private final MqttConnection connection;

  MqttLinks(MqttConnection connection) {
    this.connection = connection;
  }

  @Override
  public MqttLink open(MqttRoute route, Consumer<MqttMessage> receiver)
      throws IOException, InterruptedException {
    MqttSession session =
        connection.version() == MqttConnection.Version.MQTT_5
            ? new Mqtt5Session(connection, route)
            : new Mqtt3Session(connection, route);
    return SessionLink.open(session, connection, receiver);
  }

  /**
   * What both versions share. The client has a thread of its own, because a receiver that waits
   * must not keep other connections from reading.
   */
  static MqttClientBuilder builder(MqttConnection connection, String clientId) throws IOException {
    Executor ownThread =
        loop -> {
          Thread thread = new Thread(loop, "penstock-mqtt-" + clientId);
          thread.setDaemon(true);
          thread.start();
        };
    MqttClientBuilder builder =
        MqttClient.builder()
            .identifier(clientId)
            .serverHost(connection.host())
            .serverPort(connection.port())
            .executorConfig()
            .nettyExecutor(ownThread)
            .nettyThreads(1)
            .applyExecutorConfig()
            .addDisconnectedListener(
                context -> LOG.info("{} is gone: {}", connection, context.getCause().getMessage()));
    Optional<TlsFiles> tls = connection.tls();
    return tls.isPresent() ? builder.sslConfig(secured(tls.get())) : builder;
  }

  private static MqttClientSslConfig secured(TlsFiles files) throws IOException {
    return MqttClientSslConfig.builder()
        .trustManagerFactory(files.trust().orElse(null))
        .keyManagerFactory(files.key().orElse(null))
        .build();
  }

  static byte[] password(MqttConnection connection) throws IOException {
    return SecretFile.read(connection.passwordFile()).getBytes(StandardCharsets.UTF_8);
  }

  /** Waits for the broker's answer. */
  static <T> T answer(CompletableFuture<T> question, String what)
      throws IOException, InterruptedException {
    try {
      return question.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(what + ": " + cause.getMessage(), cause);
    } catch (TimeoutException e) {
      throw new IOException(what + ": no answer in " + PATIENCE_SECONDS + " s", e);
    }
  }
}

package io.penstock.testkit;

import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import io.penstock.testkit.tls.KeyStoreFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * One MQTT 3.1.1 broker in this process. It starts in about 1 s and comes back on the same port
 * after {@link #stop} and {@link #restart}. It keeps sessions over a restart, but not reliably what
 * is queued for them, and it clears the retained flag of what it had retained: no broker for tests
 * of its own restarts. Anybody may connect, publish and subscribe, on request over TLS too.
 */
public final class EmbeddedMqtt implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final Properties tls;
  private @Nullable Server server;

  private EmbeddedMqtt(Path folder, int port, Properties tls) {
    this.folder = folder;
    this.port = port;
    this.tls = tls;
  }

  /** Starts a broker whose sessions lie in a folder. */
  public static EmbeddedMqtt start(Path folder) throws IOException {
    return start(folder, new Properties());
  }

  /**
   * The same with a second port that speaks TLS.
   *
   * @param keys what it shows there
   */
  public static EmbeddedMqtt start(Path folder, int tlsPort, KeyStoreFile keys) throws IOException {
    Properties tls = new Properties();
    tls.setProperty(IConfig.SSL_PORT_PROPERTY_NAME, Integer.toString(tlsPort));
    tls.setProperty(IConfig.JKS_PATH_PROPERTY_NAME, keys.file().toString());
    tls.setProperty(IConfig.KEY_STORE_TYPE, "pkcs12");
    tls.setProperty(IConfig.KEY_STORE_PASSWORD_PROPERTY_NAME, keys.password());
    tls.setProperty(IConfig.KEY_MANAGER_PASSWORD_PROPERTY_NAME, keys.password());
    return start(folder, tls);
  }

  private static EmbeddedMqtt start(Path folder, Properties tls) throws IOException {
    Files.createDirectories(folder);
    EmbeddedMqtt mqtt = new EmbeddedMqtt(folder, FreePort.next(), tls);
    mqtt.restart();
    return mqtt;
  }

  /** Its address, always the loopback one. */
  public String host() {
    return "127.0.0.1";
  }

  /** Its port, the same for its whole life. */
  public int port() {
    return port;
  }

  /** Starts it again after {@link #stop}; does nothing while it runs. */
  public synchronized void restart() throws IOException {
    if (server == null) {
      Server next = new Server();
      next.startServer(new MemoryConfig(settings()));
      server = next;
    }
  }

  /** Stops it and keeps its sessions; clients see connections refused until {@link #restart}. */
  public synchronized void stop() {
    Server running = server;
    if (running != null) {
      server = null;
      running.stopServer();
    }
  }

  @Override
  public void close() {
    stop();
  }

  private Properties settings() {
    Properties settings = new Properties();
    settings.putAll(tls);
    settings.setProperty(IConfig.HOST_PROPERTY_NAME, host());
    settings.setProperty(IConfig.PORT_PROPERTY_NAME, Integer.toString(port));
    settings.setProperty(IConfig.DATA_PATH_PROPERTY_NAME, folder.toString());
    settings.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "true");
    settings.setProperty(IConfig.PERSISTENT_QUEUE_TYPE_PROPERTY_NAME, "segmented");
    settings.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "true");
    settings.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
    settings.setProperty(IConfig.BUFFER_FLUSH_MS_PROPERTY_NAME, "0");
    settings.setProperty(IConfig.NETTY_MAX_BYTES_PROPERTY_NAME, Integer.toString(16 << 20));
    return settings;
  }
}

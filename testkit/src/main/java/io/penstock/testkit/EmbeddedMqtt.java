package io.penstock.testkit;

import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * One MQTT 3.1.1 broker in this process. It starts in about 1 s and comes back on the same port
 * after {@link #stop} and {@link #restart}. It keeps sessions over a restart, but not reliably what
 * is queued for them, and it clears the retained flag of what it had retained: no broker for tests
 * of its own restarts. Anybody may connect, publish and subscribe.
 */
public final class EmbeddedMqtt implements AutoCloseable {
  private final Path folder;
  private final int port;
  private @Nullable Server server;

  private EmbeddedMqtt(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Starts a broker whose sessions lie in a folder. */
  public static EmbeddedMqtt start(Path folder) throws IOException {
    Files.createDirectories(folder);
    EmbeddedMqtt mqtt = new EmbeddedMqtt(folder, FreePort.next());
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

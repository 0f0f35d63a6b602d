package io.penstock.bridge;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One MQTT 5 broker with shared subscriptions, in a process of its own; it keeps sessions in a
 * folder and comes back on the same port.
 */
final class EmbeddedMqtt5 {
  private final Path folder;
  private final int port;
  private @Nullable Process process;

  private EmbeddedMqtt5(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  static EmbeddedMqtt5 start(Path folder) throws IOException {
    Files.createDirectories(folder);
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    EmbeddedMqtt5 broker = new EmbeddedMqtt5(folder, port);
    broker.restart();
    return broker;
  }

  MqttConnection connection() {
    return connection(MqttConnection.Version.MQTT_5);
  }

  MqttConnection connection(MqttConnection.Version version) {
    return MqttConnection.plain("127.0.0.1", port, version);
  }

  /** Starts it again after {@link #stop}; does nothing while it runs. */
  void restart() throws IOException {
    if (process != null) {
      return;
    }
    String classPath = "target/mqtt5-broker/jctools.jar" + File.pathSeparator + classPath();
    Process next =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    classPath,
                    Mqtt5BrokerMain.class.getName(),
                    folder.toString(),
                    Integer.toString(port)))
            .redirectError(new File("target/mqtt5-broker.log"))
            .start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(next.getInputStream(), StandardCharsets.UTF_8));
    String line = said.readLine();
    while (line != null && !line.equals(Mqtt5BrokerMain.READY)) {
      line = said.readLine();
    }
    if (line == null) {
      throw new IOException("the MQTT 5 broker did not start");
    }
    process = next;
  }

  /** Stops it in order: it ends when nobody holds its standard input any more. */
  void stop() throws IOException, InterruptedException {
    Process running = process;
    if (running != null) {
      process = null;
      running.getOutputStream().close();
      running.waitFor();
    }
  }

  /** The class path of the tests, which is a process' only way to the classes of this one. */
  static String classPath() {
    return System.getProperty(
        "surefire.test.class.path", System.getProperty("java.class.path", ""));
  }
}

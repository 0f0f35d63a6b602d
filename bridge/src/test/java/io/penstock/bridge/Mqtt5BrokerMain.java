package io.penstock.bridge;

import com.hivemq.embedded.EmbeddedHiveMQ;
import java.nio.file.Files;
import java.nio.file.Path;

/** HiveMQ Community Edition, until its standard input ends. */
final class Mqtt5BrokerMain {
  static final String READY = "mqtt5-broker-ready";

  /** The default of 1,000 queued messages would be dropped by the broker, not by the bridge. */
  private static final String CONFIG =
      """
      <hivemq>
        <listeners>
          <tcp-listener><port>%s</port><bind-address>127.0.0.1</bind-address></tcp-listener>
        </listeners>
        <persistence><mode>file</mode></persistence>
        <mqtt>
          <queued-messages>
            <max-queue-size>1000000</max-queue-size>
            <strategy>discard</strategy>
          </queued-messages>
        </mqtt>
        <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
      </hivemq>
      """;

  private Mqtt5BrokerMain() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    for (String name : new String[] {"conf", "data", "extensions"}) {
      Files.createDirectories(folder.resolve(name));
    }
    Files.writeString(folder.resolve("conf/config.xml"), CONFIG.formatted(args[1]));
    EmbeddedHiveMQ broker =
        EmbeddedHiveMQ.builder()
            .withConfigurationFolder(folder.resolve("conf"))
            .withDataFolder(folder.resolve("data"))
            .withExtensionsFolder(folder.resolve("extensions"))
            .withoutLoggingBootstrap()
            .build();
    broker.start().get();
    System.out.println(READY);
    while (System.in.read() >= 0) {
      // Nobody says anything; the end is what counts.
    }
    broker.stop().get();
    System.exit(0);
  }
}

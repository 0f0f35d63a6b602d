package io.penstock.runners.launcher;

import io.penstock.bridge.Bridge;
import io.penstock.bridge.BridgeSettings;
import io.penstock.bridge.ConnectionFiles;
import io.penstock.bridge.StatusServer;
import io.penstock.core.plan.Plan;
import io.penstock.pipelines.plan.PlanReader;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock bridge}. */
@Command(
    name = "bridge",
    mixinStandardHelpOptions = true,
    description = {
      "Brings the messages of an MQTT broker into Kafka, for every source of the plan that has an"
          + " mqtt section, until it is told to stop (SIGTERM, Ctrl-C).",
      "A message is acknowledged to MQTT only after all in-sync replicas of Kafka have it. Brokers"
          + " that are not there are waited for. Several bridges share the work when the plan names"
          + " a group and each has an --instance of its own."
    },
    footer = {
      "",
      "MQTT connection file: url=mqtt://host:port or mqtts://host:port, version=5 or 3.1.1, user,"
          + " passwordFile, trustStore, trustStorePasswordFile, keyStore, keyStorePasswordFile"
          + " (PKCS 12), sessionExpiry=P7D, keepAlive=PT30S.",
      "Kafka connection file: properties of a Kafka client, bootstrap.servers first.",
      "Paths in the MQTT file are relative to it."
    })
final class BridgeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--plan", required = true, description = "The plan (YAML).")
  private Path plan;

  @Option(
      names = "--mqtt",
      required = true,
      description = "Connection file of the MQTT broker, see below.")
  private Path mqtt;

  @Option(names = "--kafka", required = true, description = "Connection file of Kafka, see below.")
  private Path kafka;

  @Option(
      names = "--instance",
      defaultValue = "1",
      description =
          "Name of this bridge among those of the plan, the same at every start: the MQTT session"
              + " is known by it (default: ${DEFAULT-VALUE}).")
  private String instance;

  @Option(
      names = "--status",
      defaultValue = "127.0.0.1:9470",
      description =
          "HOST:PORT of /healthz, /readyz and /metrics; port 0 takes any (default:"
              + " ${DEFAULT-VALUE}).")
  private String status;

  @Option(
      names = "--linger",
      defaultValue = "PT0.05S",
      description = "How long a Kafka record waits for more messages (default: ${DEFAULT-VALUE}).")
  private Duration linger;

  @Option(
      names = "--record-bytes",
      defaultValue = "65536",
      description = "Size at which a Kafka record is sent at once (default: ${DEFAULT-VALUE}).")
  private int recordBytes;

  @Option(
      names = "--in-flight-messages",
      defaultValue = "2000",
      description =
          "Unacknowledged messages per source, the receive maximum of MQTT 5 (default:"
              + " ${DEFAULT-VALUE}).")
  private int inFlightMessages;

  @Option(
      names = "--in-flight-bytes",
      defaultValue = "67108864",
      description =
          "Bytes of unacknowledged messages per source; what does not fit is not read (default:"
              + " ${DEFAULT-VALUE}).")
  private long inFlightBytes;

  @Override
  public Integer call() throws Exception {
    Plan checked = PlanReader.create().read(plan);
    BridgeSettings settings =
        new BridgeSettings(linger, recordBytes, inFlightMessages, inFlightBytes);
    Bridge bridge =
        Bridge.start(
            checked, instance, ConnectionFiles.mqtt(mqtt), ConnectionFiles.kafka(kafka), settings);
    try (StatusServer server = bridge.serve(HostPort.parse(status))) {
      tell(server.address());
      untilStopped(bridge);
    }
    return 0;
  }

  private void tell(InetSocketAddress address) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "bridging; http://%s:%d/readyz says whether messages flow%n",
        address.getHostString(), address.getPort());
    out.flush();
  }

  /**
   * The JVM ends when its shutdown hooks have ended, so the hook closes the bridge and this thread
   * only waits for that.
   */
  private static void untilStopped(Bridge bridge) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  bridge.close();
                  stopped.countDown();
                },
                "penstock-bridge-stop"));
    stopped.await();
  }
}

package io.penstock.bridge;

import java.io.File;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A bridge in a process of its own, so that it can be killed. */
final class BridgeProcess {
  private BridgeProcess() {}

  static Process start(Scene scene) throws Exception {
    return new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                BridgeProcess.class.getName(),
                scene.name(),
                Integer.toString(scene.broker().port()),
                Brokers.kafka().bootstrapServers()))
        .redirectErrorStream(true)
        .redirectOutput(new File("target/bridge-process.log"))
        .start();
  }

  /** Bridges until it is killed. */
  public static void main(String[] args) throws InterruptedException {
    MqttConnection broker =
        MqttConnection.plain("127.0.0.1", Integer.parseInt(args[1]), MqttConnection.Version.MQTT_5);
    Bridge.start(
        "test",
        List.of(Brokers.source(args[0] + "/#", "", args[0])),
        args[0],
        new MqttLinks(broker),
        KafkaConnection.plain(args[2]),
        BridgeSettings.DEFAULT);
    new CountDownLatch(1).await();
  }
}

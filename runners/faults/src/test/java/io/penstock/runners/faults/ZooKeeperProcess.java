package io.penstock.runners.faults;

import io.penstock.testkit.FreePort;
import io.penstock.testkit.process.Await;
import io.penstock.testkit.process.JvmProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;

/** The ZooKeeper that comes with Flink: where JobManagers agree on who leads. */
final class ZooKeeperProcess implements AutoCloseable {
  private final int port;
  private final JvmProcess process;

  private ZooKeeperProcess(int port, JvmProcess process) {
    this.port = port;
    this.process = process;
  }

  static ZooKeeperProcess start(Path folder, Path logs) throws Exception {
    int port = FreePort.next();
    Path settings = Files.createDirectories(folder).resolve("zoo.cfg");
    Files.write(
        settings,
        List.of(
            "dataDir=" + folder.resolve("data"),
            "clientPort=" + port,
            "tickTime=1000",
            "admin.enableServer=false",
            "server.1=localhost:" + FreePort.next() + ":" + FreePort.next()));
    JvmProcess process =
        JvmProcess.start(
            "zookeeper",
            logs,
            "256m",
            FlinkZooKeeperQuorumPeer.class.getName(),
            List.of("--zkConfigFile", settings.toString(), "--peerId", "1"));
    ZooKeeperProcess zooKeeper = new ZooKeeperProcess(port, process);
    Await.until("ZooKeeper listens", zooKeeper::listens);
    return zooKeeper;
  }

  /** Where clients find it. */
  String address() {
    return "localhost:" + port;
  }

  private boolean listens() throws IOException {
    process.requireAlive();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("localhost", port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.close();
  }
}

package io.penstock.runners.faults;

import io.penstock.io.hot.HotConnection;
import io.penstock.pipelines.stores.ConnectionFile;
import io.penstock.runners.contract.WritingRole;
import io.penstock.testkit.PlainLogin;
import io.penstock.testkit.s3.EmbeddedS3;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The stream as in production, where everybody asks who is there: the database takes the writing
 * role with its password (SCRAM), the broker its user (SASL), the S3 server signed requests. The
 * secrets are in files of one folder, which is no place to search.
 */
final class CanarySite implements AutoCloseable {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("penstock.root")));
  private static final String DATABASE = "canary";
  private static final String ACCESS_KEY = "plantkey";

  private final CanarySecrets secrets;
  private final Path folder;
  private final Path secretFolder;
  private final FlinkManifest manifest;
  private final FlinkPod pod;
  private final KafkaProcess kafka;
  private final PostgresProcess postgres;
  private final WritingRole role;
  private final EmbeddedS3 s3;
  private final FlinkCluster flink;

  private CanarySite(CanarySecrets secrets, Path below) throws Exception {
    this.secrets = secrets;
    this.folder = Files.createDirectories(below.resolve(secrets.decoy().core()));
    this.secretFolder = Files.createDirectories(folder.resolve("secrets"));
    this.manifest = FlinkManifest.read("dev");
    this.s3 =
        EmbeddedS3.startSigned(
            Files.createDirectories(folder.resolve("s3")),
            List.of(out().getHost(), state().getHost()),
            ACCESS_KEY,
            secrets.s3Secret().secret());
    this.pod =
        new FlinkPod(manifest, secretFolder, Map.of("http://minio:9000", s3.endpoint().toString()));
    this.kafka =
        KafkaProcess.start(
            folder.resolve("kafka"),
            logs(),
            new PlainLogin("plant", secrets.kafkaPassword().secret()));
    this.postgres = PostgresProcess.start(folder.resolve("postgres"));
    this.role =
        WritingRole.make(postgres.fresh(DATABASE), secretFolder.resolve("password.properties"));
    this.flink = FlinkCluster.prepare(folder.resolve("flink"), logs(), Servers.PARTITIONS);
  }

  /** Starts the servers, and writes plan and secrets. */
  static CanarySite create(CanarySecrets secrets, Path below) throws Exception {
    CanarySite site = new CanarySite(secrets, below);
    site.role.change(secrets.hotPassword().secret());
    site.role.tell(secrets.hotPassword().secret());
    ConnectionFile.write(site.role.connection(), site.hotFile());
    site.writePlan();
    site.kafka.createTopic(site.topic(), Servers.PARTITIONS);
    return site;
  }

  private void writePlan() throws IOException {
    String decoy = secrets.decoy().core();
    Path connection = secretFolder.resolve("kafka.properties");
    try (OutputStream out = Files.newOutputStream(connection)) {
      kafka.clientProperties().store(out, null);
    }
    Files.writeString(
        planFile(),
        Files.readString(ROOT.resolve("testdata/faults/plan.yaml"))
            .replace("plan: faults", "plan: " + decoy)
            .replace("plant.readings", topic())
            .replace("kafka.properties", connection.toString())
            .replace("../live/catalogue.csv", "catalogue.csv"));
    Files.writeString(
        folder.resolve("catalogue.csv"),
        Files.readString(ROOT.resolve("testdata/live/catalogue.csv"))
            .replace("/line/", "/" + decoy + "/"));
    pod.layOut(
        Map.of(
            "penstock-s3/credentials",
            EmbeddedS3.credentials("default", ACCESS_KEY, secrets.s3Secret().secret())));
  }

  /** Starts the stream with settings and arguments of the manifest, run by the JobManager. */
  void start() throws Exception {
    flink.startApplication(application());
    flink.ensureTaskManagers(1);
  }

  /**
   * The arguments of the stream's {@code main}, for this process, which has not its environment.
   */
  List<String> arguments() throws IOException {
    Path own =
        s3.writeConnection(
            secretFolder.resolve("s3.properties"),
            secretFolder.resolve("credentials"),
            ACCESS_KEY,
            secrets.s3Secret().secret());
    return application().program().stream()
        .skip(1)
        .map(argument -> argument.startsWith("--s3=") ? "--s3=" + own : argument)
        .toList();
  }

  private Application application() {
    return pod.application(
        Map.of(), Map.of("--plan", planFile().toString(), "--hot", hotFile().toString()));
  }

  /** The role that the stream stores as. */
  WritingRole role() {
    return role;
  }

  /** Sends readings, and messages that are none, which hold the decoy. */
  CanaryFeed feed() {
    return CanaryFeed.start(
        kafka.clientProperties(), topic(), "no reading but " + secrets.decoy().core());
  }

  FlinkCluster flink() {
    return flink;
  }

  Path logs() {
    return folder.resolve("logs");
  }

  Path workingFiles() {
    return folder.resolve("flink");
  }

  Path checkpoints() {
    return s3.files(state());
  }

  /** Where savepoints go, as Flink knows it. */
  String savepointAddress() {
    return manifest.setting("state.savepoints.dir");
  }

  Path savepoints() {
    return s3.files(URI.create(savepointAddress()));
  }

  Path bucket() {
    return s3.bucket(out().getHost());
  }

  Path rawArchive() {
    return s3.files(out()).resolve(secrets.decoy().core()).resolve("raw");
  }

  Path archive() {
    return s3.files(out()).resolve(secrets.decoy().core()).resolve("archive");
  }

  private URI out() {
    return URI.create(manifest.argument("--out"));
  }

  private URI state() {
    return URI.create(manifest.argument("--stateBackendStoragePath"));
  }

  /** The owner's connection to the hot tables. */
  HotConnection owner() {
    return role.owner();
  }

  /** Whether a hot table has rows. */
  boolean has(String table) throws SQLException {
    try (Connection connection = postgres.connect(DATABASE);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select 1 from " + table + " limit 1")) {
      return rows.next();
    }
  }

  private String topic() {
    return "plant." + secrets.decoy().core();
  }

  private Path planFile() {
    return folder.resolve("plan.yaml");
  }

  private Path hotFile() {
    return folder.resolve("hot.properties");
  }

  @Override
  public void close() throws Exception {
    try (kafka;
        postgres;
        s3) {
      flink.close();
    }
  }
}

package io.penstock.runners.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.runners.contract.WritingRole;
import io.penstock.testkit.FreePort;
import io.penstock.testkit.MutualTls;
import io.penstock.testkit.process.Await;
import io.penstock.testkit.s3.EmbeddedS3;
import io.penstock.testkit.tls.Authority;
import io.penstock.testkit.tls.KeyStoreFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code overlays/prod} renders, with two JobManagers, of which the one that leads is killed,
 * and with TLS wherever it says so: Flink's processes know each other by certificate, the broker
 * its clients, and the database shows its own, whose name is verified.
 *
 * <p>Where JobManagers agree on who leads is ZooKeeper here, for want of Kubernetes; what they must
 * know of the job is on S3, as there. Others are plan and times, and addresses.
 */
@Tag("faults-ci")
class HighAvailabilityTest {
  private static final int LEAST_RECORDS = 400;
  private static final String TLS = "security.ssl.internal.";
  private static final String DATABASE_PASSWORD = "of-the-stream-alone";

  @Test
  void theOtherJobManagerGoesOn(@TempDir Path folder) throws Exception {
    long seed = System.nanoTime();
    System.out.println("high availability seed " + seed);
    FlinkManifest manifest = FlinkManifest.read("prod");
    URI out = URI.create(manifest.argument("--out"));
    URI state = URI.create(manifest.argument("--stateBackendStoragePath"));
    Path logs = folder.resolve("logs");
    Authority authority = Authority.in(folder.resolve("authority"));
    MutualTls tls = mutualTls(authority, folder);
    try (KafkaProcess kafka = KafkaProcess.start(folder.resolve("kafka"), logs, tls);
        PostgresProcess postgres = PostgresProcess.start(folder.resolve("postgres"), authority);
        ZooKeeperProcess zooKeeper = ZooKeeperProcess.start(folder.resolve("zookeeper"), logs);
        EmbeddedS3 s3 =
            EmbeddedS3.start(folder.resolve("s3"), List.of(out.getHost(), state.getHost()));
        FlinkCluster flink =
            FlinkCluster.prepare(folder.resolve("flink"), logs, Servers.PARTITIONS)) {
      LiveSite site =
          LiveSite.create(
              new Servers(kafka, postgres, flink, logs), folder, "available", s3.files(out));
      FlinkPod pod = pod(manifest, folder, site, s3);
      layOut(manifest, pod, authority, tls, site);
      Application stream = application(pod, site, zooKeeper, s3);
      try (MessyFeed feed = MessyFeed.start(site, seed)) {
        int port = FreePort.next();
        flink.startApplication(
            stream.with("high-availability.jobmanager.port", Integer.toString(port)));
        flink.ensureTaskManagers(1);
        flink.startStandby(stream);
        feed.awaitMore(LEAST_RECORDS);
        String job = site.awaitCheckpoint();
        assertThatStrangersAreRefused(port, keys(manifest, pod), tls.trust(), folder);
        assertThat(connections(site, "ssl")).isPositive();
        assertThat(connections(site, "not ssl")).isZero();

        flink.loseLeader();
        Await.until(
            "the other one leads",
            () -> site.rest().answers() && site.rest().jobs().equals(List.of(job)));
        feed.awaitMore(LEAST_RECORDS);
        assertThat(site.awaitCheckpoint()).isEqualTo(job);
        assertThat(flink.jobManager().line("Restoring job " + job + " from Checkpoint"))
            .isPresent();
        feed.awaitMore(LEAST_RECORDS);
        long sent = feed.stop();
        new Verification(site).verify(sent).figures().forEach(System.out::println);
      }
    }
  }

  private static void assertThatStrangersAreRefused(
      int port, KeyStoreFile own, KeyStoreFile trust, Path folder) throws Exception {
    KeyStoreFile strange =
        Authority.in(folder.resolve("strangers"))
            .sign("penstock-flink-internal", folder.resolve("stranger.p12"), "of-a-stranger");
    TlsPeer jobManager = new TlsPeer(port);
    assertThat(jobManager.talksTo(own, trust)).isTrue();
    assertThat(jobManager.talksTo(strange, trust)).isFalse();
  }

  private static MutualTls mutualTls(Authority authority, Path folder) throws Exception {
    return new MutualTls(
        authority.sign("broker", folder.resolve("broker.p12"), "of-the-broker"),
        authority.sign("stream", folder.resolve("stream.p12"), "of-the-stream"),
        authority.trust(folder.resolve("trust.p12"), "of-all"));
  }

  private static FlinkPod pod(FlinkManifest manifest, Path folder, LiveSite site, EmbeddedS3 s3) {
    String database = site.hot().url().replaceFirst(".*//", "");
    return new FlinkPod(
        manifest,
        folder.resolve("pod"),
        Map.of(
            "hot.example.com:5432/penstock",
            database,
            "penstock-kafka-kafka-bootstrap:9093",
            site.servers().kafka().bootstrapServers(),
            "region=eu-central-1",
            "endpoint=" + s3.endpoint()));
  }

  /**
   * The files of the pods: of config maps, what whoever installs brings, and what operators make.
   */
  private static void layOut(
      FlinkManifest manifest, FlinkPod pod, Authority authority, MutualTls kafka, LiveSite site)
      throws Exception {
    pod.layOut(
        Map.of(
            "penstock-s3/credentials", EmbeddedS3.anyCredentials(),
            "penstock-hot-ca/ca.crt", Files.readString(authority.certificate()),
            "penstock-live/user.password", kafka.client().password(),
            "penstock-kafka-cluster-ca-cert/ca.password", kafka.trust().password()));
    WritingRole role =
        WritingRole.make(site.hot(), pod.file("/etc/penstock/hot/password.properties"));
    role.change(DATABASE_PASSWORD);
    role.tell(DATABASE_PASSWORD);
    Files.copy(kafka.client().file(), pod.file("/etc/penstock/kafka/user.p12"));
    Files.copy(kafka.trust().file(), pod.file("/etc/penstock/kafka/ca.p12"));
    Files.copy(
        pod.file("/etc/penstock/kafka/kafka.properties"),
        site.folder().resolve("kafka.properties"),
        StandardCopyOption.REPLACE_EXISTING);
    authority.sign(
        "penstock-flink-internal", keys(manifest, pod).file(), keys(manifest, pod).password());
    authority.trust(
        pod.file(manifest.setting(TLS + "truststore")),
        manifest.setting(TLS + "truststore-password"));
  }

  private static KeyStoreFile keys(FlinkManifest manifest, FlinkPod pod) {
    return new KeyStoreFile(
        pod.file(manifest.setting(TLS + "keystore")), manifest.setting(TLS + "keystore-password"));
  }

  private static Application application(
      FlinkPod pod, LiveSite site, ZooKeeperProcess zooKeeper, EmbeddedS3 s3) {
    return pod.application(
        Map.of(
            "s3.endpoint", s3.endpoint().toString(),
            "s3.path.style.access", "true",
            "high-availability.type", "zookeeper",
            "high-availability.zookeeper.quorum", zooKeeper.address(),
            "high-availability.zookeeper.client.session-timeout", "8000"),
        Map.of("--plan", site.planFile().toString()));
  }

  /** How many connections the stream has to the database, of those that are {@code ssl} or not. */
  private static long connections(LiveSite site, String which) throws Exception {
    return site.number(
        "select count(*) from pg_stat_activity join pg_stat_ssl using (pid)"
            + " where usename = 'penstock_write' and "
            + which);
  }
}

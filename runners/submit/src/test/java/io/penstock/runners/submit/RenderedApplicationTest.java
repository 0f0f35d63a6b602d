package io.penstock.runners.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.core.plan.Plan;
import io.penstock.io.object.ObjectRoot;
import io.penstock.io.object.S3Settings;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.BoundedRun;
import io.penstock.pipelines.digest.StoreDigests;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.runners.contract.Site;
import io.penstock.testkit.FreePort;
import io.penstock.testkit.manifests.Kustomize;
import io.penstock.testkit.manifests.Manifests;
import io.penstock.testkit.manifests.MountedFiles;
import io.penstock.testkit.manifests.Pod;
import io.penstock.testkit.manifests.Query;
import io.penstock.testkit.manifests.Series;
import io.penstock.testkit.process.Await;
import io.penstock.testkit.process.JvmProcess;
import io.penstock.testkit.s3.EmbeddedS3;
import io.penstock.transforms.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code overlays/dev} renders is what runs: its SparkApplications, with the files that their
 * pods would find, through {@code spark-submit} on real processes of Spark, S3 and PostgreSQL. The
 * names of servers in those files are replaced by addresses of this machine, and a text that is to
 * be replaced and is not there fails the test. A plan's brokers are asked for the ends of topics
 * once its stream has been started, which it was not here.
 */
class RenderedApplicationTest {
  private static final String BUCKET = "penstock-data";
  private static final String OUT = "s3://" + BUCKET + "/lake";

  /** 2026-01-31 and 2026-01-05, in microseconds. */
  private static final String EXAMPLE_DAY = "1769817600000000";

  private static final String PLANT_DAY = "1767571200000000";
  private static final String SECRET = "of-these-tests-alone";

  /** A driver of one core and 2 GiB beside an executor of two and 4 GiB, overheads included. */
  private static final SparkCluster.Worker WORKER = new SparkCluster.Worker(3, "8g");

  /** Kubernetes gives each application a secret; a standalone cluster has one of its own. */
  private static final Map<String, String> OF_THE_CLUSTER =
      Map.of(
          "spark.authenticate", "true",
          "spark.authenticate.secret", SECRET,
          "spark.network.crypto.enabled", "true");

  private static final Map<String, String> OF_THE_TESTS =
      Map.of(
          "spark.authenticate.secret", SECRET,
          "spark.standalone.submit.waitAppCompletion", "true",
          // The machine may be busy with other things.
          "spark.rpc.askTimeout", "300s",
          "spark.network.timeout", "600s",
          "spark.driver.defaultJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
          "spark.executor.defaultJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");

  @Test
  @Tag("submit-ci")
  void aRunACatchUpAndTheWorkflowsBackfillStoreWhatDirectRunnerStores(@TempDir Path folder)
      throws Exception {
    Manifests dev = Kustomize.overlay("dev");
    long seed = System.nanoTime();
    System.out.println("rendered application seed " + seed);
    Path root = Files.createDirectories(folder.resolve("pod"));
    RenderedApplication once =
        application(dev.only("SparkApplication", "penstock-run-once").spec(), root);
    JsonNode scheduled = dev.only("ScheduledSparkApplication", "penstock-catch-up").spec();
    RenderedApplication catchUp = application(scheduled.path("template"), root);
    Pod driver = dev.pod(dev.only("SparkApplication", "penstock-run-once"), "driver");
    Site site = Site.fresh(folder);
    try (EmbeddedS3 s3 = EmbeddedS3.start(folder.resolve("s3"), List.of(BUCKET))) {
      layOut(MountedFiles.of(driver, dev), once, s3, site);
      try (SparkCluster cluster = start(driver, once, folder.resolve("spark"))) {
        TrialPlant plant = new TrialPlant(below(root, "/var/lib/penstock/uploads"), seed);
        plant.upload(3);
        plant.uploadHalf();
        submitAndScrape(cluster, once, site);
        assertThat(stored(s3, root, site)).isEqualTo(direct(root, folder));

        plant.upload(2);
        cluster.awaitFinished(cluster.submit(catchUp.submission(cluster.master(), OF_THE_TESTS)));
        StoreDigests whole = direct(root, folder);
        assertThat(stored(s3, root, site)).isEqualTo(whole);

        loseHotTables(site);
        cluster.awaitFinished(
            cluster.submit(ofTheWorkflow(root).submission(cluster.master(), OF_THE_TESTS)));
        assertThat(stored(s3, root, site)).isEqualTo(whole);
      }
    }
  }

  @Test
  void aFieldOrASettingThatNobodyHasThoughtOfIsRefused() throws IOException {
    JsonNode template = Kustomize.base("base/spark/catch-up.yaml").spec().path("template");
    ObjectNode field = template.deepCopy();
    field.withObject("/driver").put("gpu", 1);
    ObjectNode setting = template.deepCopy();
    setting.withObject("/sparkConf").put("spark.sql.shuffle.partitions", "7");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> application(field, Path.of("/root")))
        .withMessageContaining("/driver/gpu");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> application(setting, Path.of("/root")).submission("m", Map.of()))
        .withMessageContaining("spark.sql.shuffle.partitions");
    assertThat(application(template, Path.of("/root")).submission("m", Map.of()))
        .contains("--plan=/root/etc/penstock/plan/plan.yaml", "spark.executor.memory=4g")
        .noneMatch(word -> word.contains("kubernetes"));
  }

  /** What the workflow of production makes of a day; Argo would write the day's start into it. */
  private static RenderedApplication ofTheWorkflow(Path root) throws IOException {
    String spec =
        Kustomize.overlay("prod").ofKind("SparkApplication").stream()
            .filter(document -> document.name().startsWith("penstock-backfill-"))
            .map(document -> document.spec().toString())
            .findFirst()
            .orElseThrow();
    assertThat(spec).contains("--recompute=" + EXAMPLE_DAY + "+");
    return application(new ObjectMapper().readTree(spec.replace(EXAMPLE_DAY, PLANT_DAY)), root);
  }

  private static void loseHotTables(Site site) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(site), site.hot().user(), "");
        Statement statement = connection.createStatement()) {
      statement.execute("truncate measurements, features, tile_evidence");
    }
  }

  private static RenderedApplication application(JsonNode spec, Path root) throws IOException {
    return new RenderedApplication(spec, root, FreePort.next());
  }

  /** The files of the driver's pod, and those that executors find too. */
  private static void layOut(
      MountedFiles files, RenderedApplication application, EmbeddedS3 s3, Site site)
      throws IOException, SQLException {
    makeRoles(site);
    Map<String, String> addresses = new HashMap<>();
    addresses.put("http://minio:9000", s3.endpoint().toString());
    // The server of the tests has no certificate.
    addresses.put(
        "jdbc:postgresql://timescale:5432/penstock?sslmode=verify-full"
            + "&sslrootcert=/etc/penstock/hot/ca.crt",
        url(site));
    for (String address : addresses.keySet()) {
      assertThat(files.texts().values()).anyMatch(text -> text.contains(address));
    }
    files.layOut(
        application.root(),
        text -> {
          String local = text;
          for (Map.Entry<String, String> address : addresses.entrySet()) {
            local = local.replace(address.getKey(), address.getValue());
          }
          return application.local(local);
        },
        Map.of(
            "penstock-hot-write/password.properties",
            "hot.password=anything\n",
            "penstock-s3/credentials",
            "[default]\naws_access_key_id=any\naws_secret_access_key=any-secret\n"));
  }

  /** The roles that whoever installs makes; the run has that of the manifests. */
  private static void makeRoles(Site site) throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection(url(site), site.hot().user(), "");
        Statement statement = connection.createStatement()) {
      statement.execute(
          Files.readString(Kustomize.folder().resolve("components/timescale/roles.sql")));
    }
  }

  /** Without a user, which would win over that of the connection file. */
  private static String url(Site site) {
    return site.hot().url().replaceFirst("\\?.*", "");
  }

  /** A cluster whose drivers and executors have the environment of their pods. */
  private static SparkCluster start(Pod pod, RenderedApplication application, Path folder)
      throws Exception {
    Map<String, String> environment = new HashMap<>();
    for (JsonNode variable : pod.containers().get(0).path("env")) {
      environment.put(
          variable.path("name").asText(), application.local(variable.path("value").asText()));
    }
    assertThat(environment).containsKeys("AWS_SHARED_CREDENTIALS_FILE", "JDK_JAVA_OPTIONS");
    // A standalone worker takes the secret out of a driver's command, whose context insists on it.
    environment.merge(
        "JDK_JAVA_OPTIONS",
        "-Dspark.authenticate.secret=" + SECRET,
        (own, more) -> own + " " + more);
    return SparkCluster.start(SparkHome.layOut().with(environment, OF_THE_CLUSTER), WORKER, folder);
  }

  /** While the run stands still, its driver is asked as Prometheus asks. */
  private static void submitAndScrape(
      SparkCluster cluster, RenderedApplication application, Site site) throws Exception {
    DriverPage page = new DriverPage(application.uiPort());
    try (StoreGate gate = StoreGate.close(site.hot(), "acme/north/stamping/line-1/press-1")) {
      JvmProcess submission =
          cluster.submit(application.submission(cluster.master(), OF_THE_TESTS));
      Await.until("a tile is held up", () -> gate.standing() > 0 || !submission.isAlive());
      if (submission.isAlive()) {
        Await.until(
            "the driver exports counters", () -> page.sum("penstock_readings_received") > 0);
        assertThat(page.sum("penstock_source_readings_received"))
            .isEqualTo(page.sum("penstock_readings_received"));
        assertThatTheyAnswerAlertsAndDashboards(page.series());
      }
      gate.close();
      cluster.awaitFinished(submission);
    }
  }

  /** The delay of hot rows is that of a stream. */
  private static void assertThatTheyAnswerAlertsAndDashboards(List<Series> series)
      throws IOException {
    Set<String> asked = new HashSet<>(Set.of("penstock_quarantine"));
    for (Metric metric : Metric.values()) {
      asked.add("penstock_" + metric.metricName());
      asked.add("penstock_source_" + metric.metricName());
    }
    assertThat(Query.ofAlertsAndDashboards())
        .allSatisfy(query -> assertThat(query.unanswered(series, asked)).isEmpty());
  }

  private static StoreDigests stored(EmbeddedS3 s3, Path root, Site site) throws Exception {
    S3Settings rendered = S3Settings.read(below(root, "/etc/penstock/s3/s3.properties"));
    assertThat(rendered.endpoint()).isEqualTo(s3.endpoint().toString());
    S3Settings withKeys =
        new S3Settings(
            rendered.endpoint(),
            rendered.region(),
            rendered.addressing(),
            "default",
            below(root, "/etc/penstock/s3/credentials").toString(),
            rendered.timeout(),
            rendered.patience());
    StoreDigests stored = StoreDigests.of(plan(root), site.hot(), new ObjectRoot(OUT, withKeys));
    assertThat(stored.storesAgree()).isTrue();
    assertThat(stored.hot().values()).allSatisfy(table -> assertThat(table.rows()).isPositive());
    return stored;
  }

  /** What a run of the same plan over the same files leaves in stores of its own. */
  private static StoreDigests direct(Path root, Path folder) throws Exception {
    Site site = Site.fresh(folder);
    BoundedOptions options = PipelineOptionsFactory.create().as(BoundedOptions.class);
    options.setRunner(DirectRunner.class);
    options.setPlan(planFile(root).toString());
    options.setOut(site.out().toString());
    options.setHot(site.connectionFile().toString());
    BoundedRun.run(options);
    return site.digests(plan(root));
  }

  private static Plan plan(Path root) throws Exception {
    return PlanReader.create().read(planFile(root));
  }

  private static Path planFile(Path root) {
    return below(root, "/etc/penstock/plan/plan.yaml");
  }

  private static Path below(Path root, String path) {
    return MountedFiles.below(root, path);
  }
}

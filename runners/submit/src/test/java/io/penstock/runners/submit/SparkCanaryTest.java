package io.penstock.runners.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.runners.contract.TableRows;
import io.penstock.testkit.canary.Canary;
import io.penstock.testkit.canary.CanarySearch;
import io.penstock.testkit.process.JvmProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run with secrets that can be told from everything else, on stores that ask for them; and one
 * more that the database refuses, since its password was changed.
 */
@Tag("submit-ci")
class SparkCanaryTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REFUSED = "password authentication failed";
  private static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
  private static final Path MANIFEST = Path.of("../../k8s/base/spark/catch-up.yaml");
  private static final Pattern SERIAL_FILTER = Pattern.compile("-Djdk\\.serialFilter=\\S+");
  private static final List<String> OF_APPLICATION =
      List.of(
          "environment",
          "allexecutors",
          "jobs",
          "stages",
          "storage/rdd",
          "allmiscellaneousprocess");

  private final Canary hotPassword = Canary.hatch("the hot password");
  private final Canary newHotPassword = Canary.hatch("the changed hot password");
  private final Canary s3Secret = Canary.hatch("the S3 secret key");
  private final Canary decoy = Canary.hatch("the decoy");
  private final List<Canary> secrets = List.of(hotPassword, newHotPassword, s3Secret);
  private final CanarySearch<SparkPlace> search =
      CanarySearch.of(SparkPlace.class, List.of(hotPassword, newHotPassword, s3Secret, decoy));

  @Test
  void noSecretOfARunIsSeenInWhatItShowsLogsOrStores(@TempDir Path folder) throws Exception {
    // The driver logs where it writes events.
    Path events = Files.createDirectories(folder.resolve(decoy.core()).resolve("events"));
    Path processes = Files.createDirectories(folder.resolve("processes"));
    try (SparkCluster cluster = SparkCluster.start(processes);
        CanaryPlant plant = CanaryPlant.create(folder, decoy, hotPassword, s3Secret)) {
      DriverPage page = DriverPage.atFreePort();
      try (StoreGate gate = StoreGate.close(plant.role().owner(), someAsset(plant))) {
        JvmProcess submission = submit(cluster, plant, page, events);
        gate.awaitStanding(1);
        lookAtPages(page);
        lookAtProcesses(submission, cluster);
        gate.close();
        cluster.awaitSuccess(submission);
      }

      plant.role().change(newHotPassword.secret());
      JvmProcess refused = submit(cluster, plant, page, events);
      refused.awaitEnd();
      assertThat(refused.exitCode()).isNotZero();
      assertThat(refused.line(REFUSED)).isPresent();

      search.lookBelow(SparkPlace.LOGS, processes);
      search.lookBelow(SparkPlace.EVENT_LOG, events);
      lookAtStores(plant);
    }

    System.out.println("bytes looked at: " + search.bytes());
    for (Canary secret : secrets) {
      assertThat(search.sightings(secret)).as(secret.name()).isEmpty();
    }
    assertThat(search.bytes()).allSatisfy((place, bytes) -> assertThat(bytes).isPositive());
    assertThat(search.placesWithout(decoy))
        .as("the decoy is everywhere but where nothing was put")
        .containsOnly(SparkPlace.ENVIRONMENT, SparkPlace.METRICS);
  }

  private JvmProcess submit(SparkCluster cluster, CanaryPlant plant, DriverPage page, Path events)
      throws Exception {
    Map<String, String> settings = new TreeMap<>(page.settings());
    settings.put("spark.eventLog.enabled", "true");
    settings.put("spark.eventLog.dir", events.toUri().toString());
    settings.put("spark.rpc.askTimeout", "300s"); // the machine may be busy with other things
    settings.put("spark.network.timeout", "600s");
    settings.put("spark.executor.cores", "2");
    settings.put("spark.cores.max", "2");
    settings.put("spark.driver.defaultJavaOptions", QUICK_START + serialFilter());
    settings.put("spark.executor.extraJavaOptions", QUICK_START + serialFilter());
    return cluster.submit(
        DocumentedLine.endingWith("--hot=/plant/hot.properties")
            .with(
                Map.of("--master", cluster.master(), "--deploy-mode", "client"),
                settings,
                plant.arguments()));
  }

  /** What the manifests set against attacks by serialised objects: the run gets along with it. */
  private static String serialFilter() throws IOException {
    Matcher filter = SERIAL_FILTER.matcher(Files.readString(MANIFEST));
    assertThat(filter.find()).as("%s sets a filter", MANIFEST).isTrue();
    return " " + filter.group();
  }

  private void lookAtPages(DriverPage page) throws Exception {
    String api = "/api/v1/applications";
    String applications = page.text(api);
    search.look(SparkPlace.USER_INTERFACE, api, applications);
    for (JsonNode application : JSON.readTree(applications)) {
      for (String what : OF_APPLICATION) {
        lookAtPage(page, api + "/" + application.path("id").asText() + "/" + what);
      }
    }
    for (String shown : List.of("/environment/", "/executors/", "/jobs/", "/stages/")) {
      lookAtPage(page, shown);
    }
    for (String scraped : List.of("/metrics/prometheus/", "/metrics/executors/prometheus/")) {
      search.look(SparkPlace.METRICS, scraped, page.text(scraped));
    }
  }

  private void lookAtPage(DriverPage page, String path) throws IOException, InterruptedException {
    search.look(SparkPlace.USER_INTERFACE, path, page.text(path));
  }

  private void lookAtProcesses(JvmProcess submission, SparkCluster cluster) throws Exception {
    List<ProcessHandle> processes = new ArrayList<>(cluster.executors());
    assertThat(processes).isNotEmpty();
    processes.add(submission.handle());
    for (ProcessHandle process : processes) {
      search.lookAtArguments(SparkPlace.ARGUMENTS, process);
      search.lookAtEnvironment(SparkPlace.ENVIRONMENT, process);
    }
  }

  private void lookAtStores(CanaryPlant plant) throws IOException, SQLException {
    search.look(SparkPlace.REPORT, "report", Files.readAllBytes(plant.report()));
    search.lookBelow(SparkPlace.BUCKET, plant.bucket());
    search.lookBelow(SparkPlace.RAW_ARCHIVE, plant.stored("raw"));
    search.lookBelow(SparkPlace.ARCHIVE, plant.stored("archive"));
    TableRows.forEach(
        plant.role().owner(),
        (table, row) ->
            search.look(
                table.equals("quarantine") ? SparkPlace.QUARANTINE : SparkPlace.HOT_TABLES,
                table,
                row));
  }

  private static String someAsset(CanaryPlant plant) throws Exception {
    return plant.plan().catalogue().series().get(0).asset();
  }
}

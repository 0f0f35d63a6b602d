package io.penstock.runners.submit;

import io.penstock.core.plan.Plan;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.pipelines.simulate.PlantSimulation;
import io.penstock.pipelines.stores.ConnectionFile;
import io.penstock.runners.contract.Site;
import io.penstock.runners.contract.WritingRole;
import io.penstock.testkit.canary.Canary;
import io.penstock.testkit.s3.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A simulated plant and its stores, which ask who is there: the database for the writing role's
 * password (SCRAM), the S3 server for signed requests. The secrets are in files of one folder,
 * which is no place to search; a decoy names plan, assets and folders and is in what is sent.
 */
final class CanaryPlant implements AutoCloseable {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("penstock.root")));
  private static final String ACCESS_KEY = "plantkey";

  private final Path folder;
  private final Canary decoy;
  private final WritingRole role;
  private final EmbeddedS3 s3;

  private CanaryPlant(Path folder, Canary decoy, WritingRole role, EmbeddedS3 s3) {
    this.folder = folder;
    this.decoy = decoy;
    this.role = role;
    this.s3 = s3;
  }

  /** Simulates it, and starts its stores. */
  static CanaryPlant create(Path below, Canary decoy, Canary hotPassword, Canary s3Secret)
      throws Exception {
    Path folder = Files.createDirectories(below.resolve(decoy.core()));
    Path secrets = Files.createDirectories(folder.resolve("secrets"));
    WritingRole role =
        WritingRole.make(Site.fresh(folder).hot(), secrets.resolve("password.properties"));
    role.change(hotPassword.secret());
    role.tell(hotPassword.secret());
    EmbeddedS3 s3 =
        EmbeddedS3.startSigned(
            Files.createDirectories(folder.resolve("s3")), ACCESS_KEY, s3Secret.secret());
    CanaryPlant plant = new CanaryPlant(folder, decoy, role, s3);
    plant.writeConnections(secrets, s3Secret);
    plant.writePlan();
    return plant;
  }

  private void writeConnections(Path secrets, Canary s3Secret) throws IOException {
    ConnectionFile.write(role.connection(), folder.resolve("hot.properties"));
    s3.writeConnection(
        folder.resolve("s3.properties"),
        secrets.resolve("credentials"),
        ACCESS_KEY,
        s3Secret.secret());
  }

  private void writePlan() throws IOException {
    Path plant = plantFolder();
    PlantSimulation.DEMO.withDuration(Duration.ofMinutes(1)).withAssets(10).writeTo(plant);
    Files.writeString(
        planFile(),
        Files.readString(ROOT.resolve("testdata/contract/plan.yaml"))
            .replace("plan: contract", "plan: " + decoy.core()));
    Path catalogue = plant.resolve(PlantSimulation.CATALOGUE);
    Files.writeString(
        catalogue, Files.readString(catalogue).replace("acme/springfield", "acme/" + decoy.core()));
    try (Stream<Path> files = Files.list(plant.resolve("in/wide"))) {
      Files.writeString(
          files.sorted().findFirst().orElseThrow(),
          "no reading but " + decoy.core() + "\n",
          StandardOpenOption.APPEND);
    }
  }

  /** The arguments of a run. */
  List<String> arguments() throws IOException {
    return List.of(
        "--plan=" + planFile(),
        "--out=s3://" + EmbeddedS3.BUCKET + "/lake",
        "--s3=" + folder.resolve("s3.properties"),
        "--hot=" + folder.resolve("hot.properties"),
        "--report=" + report(),
        "--input=" + String.join(",", inputs()));
  }

  /** What there is: of some sources that the plan names, a plant so small gives no file. */
  private List<String> inputs() throws IOException {
    Path in = plantFolder().resolve("in");
    try (Stream<Path> files = Files.walk(in)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(file -> in.relativize(file).getName(0) + "=" + file)
          .toList();
    }
  }

  Plan plan() throws Exception {
    return PlanReader.create().read(planFile());
  }

  WritingRole role() {
    return role;
  }

  Path report() {
    return folder.resolve("report.json");
  }

  Path bucket() {
    return folder.resolve("s3/objects").resolve(EmbeddedS3.BUCKET);
  }

  Path stored(String what) {
    return bucket().resolve("lake").resolve(decoy.core()).resolve(what);
  }

  private Path plantFolder() {
    return folder.resolve("plant");
  }

  private Path planFile() {
    return plantFolder().resolve(PlantSimulation.PLAN);
  }

  @Override
  public void close() throws IOException {
    s3.close();
  }
}

package io.penstock.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.k8s.policy.Findings;
import io.penstock.k8s.policy.Policies;
import io.penstock.k8s.policy.ReleaseDigests;
import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Kustomize;
import io.penstock.testkit.manifests.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the overlays render would be taken by a cluster, and is what the project demands. */
class OverlaysTest {
  private static final Path ROOT = Kustomize.folder().resolveSibling(".").normalize();

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod", "release"})
  void everyDocumentFitsTheSchemaOfItsKind(String overlay) {
    assertThat(Schemas.open().problems(Kustomize.overlay(overlay))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod", "release"})
  void everyPolicyIsKept(String overlay) {
    Manifests manifests = Kustomize.overlay(overlay);

    assertThat(manifests.documents()).hasSizeGreaterThan(40);
    assertThat(manifests.pods()).hasSizeGreaterThanOrEqualTo(7);
    assertThat(Policies.of(ROOT).problems(manifests)).isEmpty();
  }

  @Test
  void everythingOfAnOverlayIsInItsNamespace() {
    for (String overlay : List.of("dev", "prod")) {
      String namespace = overlay.equals("dev") ? "penstock-dev" : "penstock";
      Manifests manifests = Kustomize.overlay(overlay);

      assertThat(manifests.ofKind("Namespace")).extracting(Document::name).containsOnly(namespace);
      assertThat(manifests.documents())
          .filteredOn(document -> !document.kind().equals("Namespace"))
          // What workflows make is made where they run.
          .filteredOn(document -> !document.namespace().isEmpty())
          .allMatch(document -> document.namespace().equals(namespace))
          .hasSizeGreaterThan(40);
    }
  }

  @Test
  void aReleaseWithoutDigestsIsRefused() {
    assertThat(undigested(Kustomize.overlay("release"))).isNotEmpty();
  }

  @Test
  void theReleaseStepFillsInEveryDigest(@TempDir Path copy) throws Exception {
    copy(Kustomize.folder(), copy);
    Path release = copy.resolve("overlays").resolve("release");
    Process step =
        new ProcessBuilder(
                Kustomize.folder().resolve("release-digests").toString(),
                release.resolve("kustomization.yaml").toString(),
                "flink=" + digest("1"),
                "spark=" + digest("2"),
                "bridge=" + digest("3"),
                "postgres-exporter=" + digest("4"))
            .inheritIO()
            .start();
    assertThat(step.waitFor()).isZero();

    Manifests manifests = Manifests.read("release", Kustomize.render(release));

    assertThat(undigested(manifests)).isEmpty();
    assertThat(Policies.of(ROOT).problems(manifests)).isEmpty();
  }

  @Test
  void theSavepointOnDemandFitsBesideTheStream() throws IOException {
    Document snapshot = Kustomize.base("base/flink/snapshot.yaml");
    List<Document> beside = new ArrayList<>(Kustomize.overlay("prod").documents());
    beside.add(snapshot);

    assertThat(Schemas.open().problems(snapshot)).isEmpty();
    assertThat(Policies.of(ROOT).problems(new Manifests("with a savepoint", beside))).isEmpty();
  }

  @Test
  void bucketsAreNamedInOnePlace(@TempDir Path copy) throws IOException {
    copy(Kustomize.folder(), copy);
    Path prod = copy.resolve("overlays/prod");
    Path file = prod.resolve("kustomization.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("data-bucket=penstock-data", "data-bucket=acme-readings")
            .replace("state-bucket=penstock-state", "state-bucket=acme-state"));

    assertThat(Kustomize.render(prod))
        .contains("s3://acme-readings/lake", "s3://acme-state/checkpoints")
        .doesNotContain("penstock-data", "penstock-state");
  }

  private static String digest(String digit) {
    return "sha256:" + digit.repeat(64);
  }

  private static List<String> undigested(Manifests manifests) {
    Findings findings = new Findings();
    new ReleaseDigests().check(manifests, findings);
    return findings.all();
  }

  private static void copy(Path from, Path to) throws IOException {
    for (String part : List.of("base", "components", "overlays")) {
      try (Stream<Path> files = Files.walk(from.resolve(part))) {
        for (Path file : files.toList()) {
          Path target = to.resolve(from.relativize(file).toString());
          if (Files.isDirectory(file)) {
            Files.createDirectories(target);
          } else {
            Files.copy(file, target);
          }
        }
      }
    }
  }
}

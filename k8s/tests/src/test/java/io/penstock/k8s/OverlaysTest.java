package io.penstock.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.k8s.policy.Findings;
import io.penstock.k8s.policy.Policies;
import io.penstock.k8s.policy.ReleaseDigests;
import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Kustomize;
import io.penstock.testkit.manifests.Manifests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the overlays render would be taken by a cluster, and is what the project demands. */
class OverlaysTest {
  private static final Path ROOT = Kustomize.folder().resolveSibling(".").normalize();
  private static final List<String> ALL_DIGESTS =
      List.of(
          "flink=" + digest("1"),
          "spark=" + digest("2"),
          "bridge=" + digest("3"),
          "postgres-exporter=" + digest("4"));

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
    ReleaseStep step = ReleaseStep.in(copy);

    assertThat(step.run(ALL_DIGESTS)).isEmpty();

    Path release = step.overlay();
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
    ReleaseStep step = ReleaseStep.in(copy);
    step.rename("data-bucket=penstock-data", "data-bucket=acme-readings");
    step.rename("state-bucket=penstock-state", "state-bucket=acme-state");

    assertThat(Kustomize.base("base/flink/snapshot.yaml").json().toString())
        .doesNotContain("penstock-data", "penstock-state");
    assertThat(Kustomize.render(step.overlay()))
        .contains("s3://acme-readings/lake", "s3://acme-state/checkpoints")
        .doesNotContain("penstock-data", "penstock-state");
  }

  @Test
  void theReleaseStepNamesWhatItsDigestsDoNotReach(@TempDir Path copy) throws Exception {
    ReleaseStep step = ReleaseStep.in(copy);
    for (String name : List.of("flink", "spark", "bridge")) {
      step.rename("registry.example.com/penstock/" + name, "images.plant.example/" + name);
    }
    step.rename("quay.io/prometheuscommunity/", "images.plant.example/");

    List<String> told = step.run(ALL_DIGESTS);

    assertThat(told.subList(1, told.size() - 1))
        .map(String::strip)
        .containsExactlyInAnyOrderElementsOf(
            images(Manifests.read("release", Kustomize.render(step.overlay()))))
        .contains(
            "images.plant.example/spark:0.1.0", "images.plant.example/postgres-exporter:v0.18.1");
  }

  @Test
  void theReleaseStepNamesWhatWasNotGivenItsDigest(@TempDir Path copy) throws Exception {
    ReleaseStep step = ReleaseStep.in(copy);

    assertThat(step.run(ALL_DIGESTS.subList(1, 4)))
        .anyMatch(line -> line.strip().matches("registry.example.com/penstock/flink@sha256:0+"))
        .hasSize(3);
  }

  @Test
  void theReleaseStepSaysWhenItCannotLook(@TempDir Path copy) throws Exception {
    ReleaseStep step = ReleaseStep.in(copy);

    assertThat(step.runWithoutKustomize(ALL_DIGESTS))
        .containsExactly(
            "release-digests: digests are filled in but NOT checked: neither kustomize nor kubectl"
                + " is installed");
  }

  private static Set<String> images(Manifests manifests) {
    Set<String> images = new TreeSet<>();
    manifests
        .pods()
        .forEach(
            pod ->
                pod.allContainers()
                    .forEach(container -> images.add(container.path("image").asText())));
    return images;
  }

  private static String digest(String digit) {
    return "sha256:" + digit.repeat(64);
  }

  private static List<String> undigested(Manifests manifests) {
    Findings findings = new Findings();
    new ReleaseDigests().check(manifests, findings);
    return findings.all();
  }
}

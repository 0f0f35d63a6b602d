package io.penstock.k8s.supply;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.runners.launcher.Penstock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What {@code penstock image-context} lays out passes the gate, and its bills tell the truth. */
@Tag("packaged")
class ImageBillsTest {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("penstock.root")));
  private static final Path LISTS = ROOT.resolve("k8s/images/supply");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private static Path images;

  @BeforeAll
  static void layOutWhatGoesIn() {
    int code = new CommandLine(Penstock.class).execute("image-context", "--out", images.toString());
    assertThat(code).as("exit code of penstock image-context").isZero();
  }

  @Test
  void everyLibraryInAnImagePassesTheGate() throws IOException {
    List<Bill> bills = bills();

    assertThat(bills).extracting(Bill::image).containsExactly("bridge", "flink", "spark");
    assertThat(SupplyGate.of(LISTS).problems(bills, today())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bridge", "flink", "spark"})
  void whatAJarNamesIsInItsBill(String image) throws IOException {
    Set<String> named = JarContents.named(jar(image));
    named.removeIf(artifact -> artifact.startsWith("io.penstock:"));
    assertThat(named).as("artifacts that %s names", image).hasSizeGreaterThan(30);

    Bill bill = bill(image);
    Set<String> known = new TreeSet<>(insides().of(bill));
    bill.components()
        .forEach(part -> known.add(part.group() + ":" + part.name() + ":" + part.version()));
    assertThat(known).containsAll(named);
  }

  @Test
  void nothingIsNotedOfLibrariesThatNoImageHas() throws IOException {
    assertThat(insides().dead(bills())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bridge", "flink", "spark"})
  void theSameSourcesGiveTheSameBill(String image) throws IOException {
    assertThat(Files.readString(images.resolve(image).resolve("bom.json")))
        .doesNotContain("serialNumber", "\"timestamp\"");
  }

  /** Absent, nothing is overdue: an old commit still builds. */
  private static Optional<LocalDate> today() {
    return Optional.ofNullable(System.getProperty("penstock.today")).map(LocalDate::parse);
  }

  private static Insides insides() {
    return Insides.read(Entry.file(LISTS.resolve("insides.yaml")));
  }

  private static List<Bill> bills() throws IOException {
    List<Bill> bills = new ArrayList<>();
    try (Stream<Path> folders = Files.list(images)) {
      folders
          .map(folder -> String.valueOf(folder.getFileName()))
          .sorted()
          .forEach(image -> bills.add(bill(image)));
    }
    return bills;
  }

  private static Bill bill(String image) {
    return Bill.read(image, images.resolve(image).resolve("bom.json"));
  }

  private static Path jar(String image) throws IOException {
    try (Stream<Path> files = Files.list(images.resolve(image))) {
      return files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
    }
  }
}

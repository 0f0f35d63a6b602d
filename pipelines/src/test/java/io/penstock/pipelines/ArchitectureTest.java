package io.penstock.pipelines;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between modules: core <- transforms, core <- io, both <- pipelines. */
@AnalyzeClasses(packages = "io.penstock", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule MODULES_DEPEND_INWARDS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("core")
          .definedBy("io.penstock.core..")
          .layer("transforms")
          .definedBy("io.penstock.transforms..")
          .layer("io")
          .definedBy("io.penstock.io..")
          .layer("pipelines")
          .definedBy("io.penstock.pipelines..")
          .whereLayer("core")
          .mayNotAccessAnyLayer()
          .whereLayer("transforms")
          .mayOnlyAccessLayers("core")
          .whereLayer("io")
          .mayOnlyAccessLayers("core")
          .whereLayer("pipelines")
          .mayOnlyAccessLayers("core", "transforms", "io");

  /** Stores are plain Java, so that tools can use them without an engine; Kafka is a source. */
  @ArchTest
  static final ArchRule ONLY_TRANSFORMS_AND_PIPELINES_KNOW_BEAM =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.penstock.transforms..",
              "io.penstock.io.kafka..",
              "io.penstock.pipelines.bounded..",
              "io.penstock.pipelines.live..",
              "io.penstock.pipelines.stores..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.beam..");

  @ArchTest
  static final ArchRule NO_CODE_BUT_AN_ENGINES_OWN_KNOWS_THE_ENGINE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.beam.runners..", "org.apache.flink..", "org.apache.spark..");

  @ArchTest
  static final ArchRule STEPS_OF_IO_HAVE_NO_CYCLES =
      slices().matching("io.penstock.io.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule STEPS_OF_PIPELINES_HAVE_NO_CYCLES =
      slices().matching("io.penstock.pipelines.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule STEPS_OF_TRANSFORMS_HAVE_NO_CYCLES =
      slices().matching("io.penstock.transforms.(*)..").should().beFreeOfCycles();
}

package io.penstock.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** What makes results a pure function: no engine, no clock, no chance, no I/O, no fast maths. */
@AnalyzeClasses(packages = "io.penstock.core", importOptions = ImportOption.DoNotIncludeTests.class)
class CoreRulesTest {
  /** Their last bits are the JVM's choice; those of {@link StrictMath} are not. */
  private static final Set<String> INEXACT =
      Set.of(
          "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp",
          "expm1", "log", "log10", "log1p", "pow", "cbrt", "hypot");

  @ArchTest
  static final ArchRule DEPENDS_ON_NO_ENGINE =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "io.penstock.core..",
                  "java..",
                  "com.fasterxml.jackson.core..",
                  "org.jspecify..",
                  "javax.measure..",
                  "systems.uom..",
                  "tech.units.."));

  @ArchTest
  static final ArchRule DOES_NO_INPUT_OR_OUTPUT =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.nio.file..", "java.nio.channels..", "java.net..", "java.sql..")
                  .or(
                      resideInAPackage("java.io")
                          .and(isNot(Serializable.class))
                          .and(isNot(IOException.class))
                          .and(isNot(UncheckedIOException.class))
                          .and(isNot(ByteArrayOutputStream.class))
                          .and(isNot(OutputStream.class))
                          .and(isNot(InputStream.class))
                          .and(isNot(ByteArrayInputStream.class))));

  @ArchTest
  static final ArchRule HAS_NO_CLOCK =
      noClasses()
          .should()
          .dependOnClassesThat(type(Clock.class))
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");

  @ArchTest
  static final ArchRule HAS_NO_CHANCE =
      noClasses()
          .should()
          .dependOnClassesThat(type(Random.class))
          .orShould()
          .dependOnClassesThat(resideInAPackage("java.util.random.."))
          .orShould()
          .dependOnClassesThat(type(ThreadLocalRandom.class))
          .orShould()
          .callMethod(Math.class, "random");

  @ArchTest
  static final ArchRule CALCULATES_THE_SAME_ON_EVERY_JVM =
      noClasses().should().callMethodWhere(targetIsInexact());

  private static DescribedPredicate<JavaClass> isNot(Class<?> allowed) {
    return DescribedPredicate.not(type(allowed));
  }

  private static DescribedPredicate<JavaMethodCall> targetIsInexact() {
    return DescribedPredicate.describe(
        "the target is a function of Math whose result may differ",
        call -> isInexact(call.getTarget()));
  }

  private static boolean isInexact(AccessTarget target) {
    return target.getOwner().isEquivalentTo(Math.class) && INEXACT.contains(target.getName());
  }
}

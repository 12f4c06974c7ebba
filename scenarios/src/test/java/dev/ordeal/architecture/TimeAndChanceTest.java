package dev.ordeal.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Everything that waits, looks at a clock or draws a number does so through {@code World}. Only the
 * edges are free: the real world itself, the containers and the command line.
 */
@AnalyzeClasses(packages = "dev.ordeal", importOptions = ImportOption.DoNotIncludeTests.class)
class TimeAndChanceTest {
  private static final DescribedPredicate<JavaClass> AN_EDGE =
      DescribedPredicate.describe(
          "an edge",
          type ->
              type.getPackageName().equals("dev.ordeal.world")
                  || type.getPackageName().startsWith("dev.ordeal.containers")
                  || type.getPackageName().startsWith("dev.ordeal.cli")
                  // A process of its own, which must trust nothing but the machine's clock.
                  || type.getPackageName().equals("dev.ordeal.agent.guardian"));

  private static GivenClassesConjunction everythingAboveThePorts() {
    return noClasses().that(DescribedPredicate.not(AN_EDGE));
  }

  @ArchTest
  static final ArchRule sleeping =
      everythingAboveThePorts()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", java.time.Duration.class)
          .because("World.sleep is the replacement: it passes in virtual time as well");

  @ArchTest
  static final ArchRule monotonic_clock =
      everythingAboveThePorts()
          .should()
          .callMethod(System.class, "nanoTime")
          .because("World.monotonic is the replacement");

  @ArchTest
  static final ArchRule wall_clock =
      everythingAboveThePorts()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .because("World.wallClock is the replacement: faults may bend it");

  @ArchTest
  static final ArchRule chance =
      everythingAboveThePorts()
          .should()
          .callConstructor(Random.class)
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(ThreadLocalRandom.class, "current")
          .orShould()
          .callMethod(Math.class, "random")
          .because("World.random is the replacement: its streams follow the seed");

  @ArchTest
  static final ArchRule foreign_threads =
      everythingAboveThePorts()
          .should()
          .callMethod(CompletableFuture.class, "supplyAsync", java.util.function.Supplier.class)
          .orShould()
          .callMethod(CompletableFuture.class, "runAsync", Runnable.class)
          .orShould()
          .callConstructor(Thread.class, Runnable.class)
          .orShould()
          .callMethod(Thread.class, "startVirtualThread", Runnable.class)
          .because("TaskGroup.spawn is the replacement: its tasks can be killed and frozen");
}

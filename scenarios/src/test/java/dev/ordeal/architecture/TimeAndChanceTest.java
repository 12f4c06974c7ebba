package dev.ordeal.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Everything that waits, looks at a clock, starts a task or draws a number does so through {@code
 * World}. Only the edges are free: the real world itself, the containers and the command line.
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

  /** Libraries that cannot do without threads of their own; each hands over by a return value. */
  private static final Set<String> THREADS_OF_A_LIBRARY =
      Set.of(
          // jetcd calls back on an executor that it is given; EtcdMember waits for the answer.
          "dev.ordeal.agent.etcd.StoreAccess");

  private static GivenClassesConjunction everythingAboveThePorts() {
    return noClasses().that(DescribedPredicate.not(AN_EDGE).as("are no edge"));
  }

  /** Calls and method references alike, by the class that is named and the name. */
  private static DescribedPredicate<JavaAccess<?>> use(String what, Predicate<Use> banned) {
    return DescribedPredicate.describe(
        what,
        access ->
            banned.test(
                new Use(
                    access.getTargetOwner().getName(),
                    access.getTarget().getName(),
                    access.getTarget().getFullName(),
                    access.getOrigin().getName())));
  }

  /** What is used of which class, and where; a constructor is called {@code <init>}. */
  private record Use(String owner, String name, String signature, String origin) {
    boolean of(String type, String... names) {
      return owner.equals(type) && (names.length == 0 || Set.of(names).contains(name));
    }

    boolean makes(String... types) {
      return name.equals("<init>") && Set.of(types).contains(owner);
    }
  }

  @ArchTest
  static final ArchRule sleeping =
      everythingAboveThePorts()
          .should()
          .accessTargetWhere(
              use(
                  "sleeping",
                  use ->
                      use.of("java.lang.Thread", "sleep")
                          || use.of("java.util.concurrent.TimeUnit", "sleep", "timedWait")
                          || use.owner().equals("java.util.concurrent.locks.LockSupport")
                              && use.name().startsWith("park")))
          .because("World.sleep is the replacement: it passes in virtual time as well");

  @ArchTest
  static final ArchRule monotonic_clock =
      everythingAboveThePorts()
          .should()
          .accessTargetWhere(
              use("the monotonic clock", use -> use.of("java.lang.System", "nanoTime")))
          .because("World.monotonic is the replacement");

  @ArchTest
  static final ArchRule wall_clock =
      everythingAboveThePorts()
          .should()
          .accessTargetWhere(
              use(
                  "the wall clock",
                  use ->
                      use.of("java.lang.System", "currentTimeMillis")
                          || use.owner().startsWith("java.time.") && use.name().equals("now")
                          || use.owner().equals("java.time.Clock")
                              && use.name().startsWith("system")
                          || use.signature().equals("java.util.Date.<init>()")))
          .because("World.wallClock is the replacement: faults may bend it");

  @ArchTest
  static final ArchRule chance =
      everythingAboveThePorts()
          .should()
          .accessTargetWhere(
              use(
                  "chance",
                  use ->
                      use.makes(
                              "java.util.Random",
                              "java.util.SplittableRandom",
                              "java.security.SecureRandom")
                          || use.of("java.util.UUID", "randomUUID")
                          || use.of("java.util.concurrent.ThreadLocalRandom")
                          || use.of("java.util.random.RandomGenerator", "of", "getDefault")
                          || use.of("java.util.random.RandomGeneratorFactory")
                          || use.of("java.lang.Math", "random")
                          || use.signature()
                              .equals("java.util.Collections.shuffle(java.util.List)")))
          .because("World.random is the replacement: its streams follow the seed");

  @ArchTest
  static final ArchRule foreign_threads =
      noClasses()
          .that(DescribedPredicate.not(AN_EDGE).as("are no edge"))
          .and(
              DescribedPredicate.describe(
                  "are no way to a library with threads of its own",
                  type -> !THREADS_OF_A_LIBRARY.contains(type.getName())))
          .should()
          .accessTargetWhere(
              use(
                  "threads of one's own",
                  use ->
                      use.makes("java.lang.Thread", "java.util.Timer")
                          || use.of(
                              "java.lang.Thread", "ofPlatform", "ofVirtual", "startVirtualThread")
                          || use.of("java.util.concurrent.Executors")
                          || use.owner().matches("java\\.util\\.concurrent\\..*(Pool|PoolExecutor)")
                          || use.of("java.util.concurrent.StructuredTaskScope", "open")
                          || use.of(
                              "java.util.concurrent.CompletableFuture",
                              "orTimeout",
                              "completeOnTimeout",
                              "delayedExecutor")
                          || use.owner().startsWith("java.util.")
                              && Set.of("parallelStream", "parallel").contains(use.name())
                          || use.owner().startsWith("java.util.concurrent.Completa")
                              && use.name().endsWith("Async")))
          .because(
              "TaskGroup.spawn is the replacement: its tasks can be killed and frozen; what a"
                  + " library needs stands in THREADS_OF_A_LIBRARY, with the reason");

  /**
   * Their order differs from one JVM to the next. A constant of words that are looked up is fine,
   * and so is one element; whoever goes through a set, and be it to write an event, needs one that
   * keeps its order.
   */
  @ArchTest
  static final ArchRule sets_of_no_order =
      everythingAboveThePorts()
          .should()
          .accessTargetWhere(
              use(
                  "sets and maps whose order is salted",
                  use ->
                      use.of(
                              "java.util.stream.Collectors",
                              "toUnmodifiableSet",
                              "toUnmodifiableMap")
                          || (use.of("java.util.Set") || use.of("java.util.Map"))
                              && (Set.of("copyOf", "ofEntries").contains(use.name())
                                  || isOfSeveral(use) && !use.origin().equals("<clinit>"))))
          .because(
              "TreeSet, TreeMap, LinkedHashSet, LinkedHashMap or EnumSet are the replacement: the"
                  + " same seed must give the same events");

  private static boolean isOfSeveral(Use use) {
    return use.name().equals("of")
        && !Set.of(
                "java.util.Set.of()",
                "java.util.Set.of(java.lang.Object)",
                "java.util.Map.of()",
                "java.util.Map.of(java.lang.Object, java.lang.Object)")
            .contains(use.signature());
  }

  /** Every way around the world, which no rule may let pass. */
  @Test
  void each_rule_convicts_every_planted_offender() {
    assertThat(convictedBy(sleeping)).containsExactly("locks", "sleeps", "sleepsByAUnit");
    assertThat(convictedBy(monotonic_clock)).containsExactly("looksAtTheMonotonicClock");
    assertThat(convictedBy(wall_clock))
        .containsExactly("looksAtTheCalendar", "looksAtTheWallClock", "looksByAClock");
    assertThat(convictedBy(chance))
        .containsExactly("draws", "drawsAName", "drawsASeed", "shuffles");
    assertThat(convictedBy(foreign_threads))
        .containsExactly("pools", "runsAsync", "spawns", "spawnsVirtually", "streamsInParallel");
    assertThat(convictedBy(sets_of_no_order)).containsExactly("copies", "setsOfSeveral");
  }

  private static List<String> convictedBy(ArchRule rule) {
    return rule
        .evaluate(new ClassFileImporter().importClasses(Planted.class))
        .getFailureReport()
        .getDetails()
        .stream()
        .map(line -> line.replaceFirst(".*?Planted\\.(\\w+)\\(.*", "$1"))
        .distinct()
        .sorted()
        .toList();
  }

  /** Never run; read by the rules alone. */
  @SuppressWarnings("unused")
  private static final class Planted {
    private static final Set<String> WORDS = Set.of("a", "constant", "is", "fine");

    static void sleeps() throws InterruptedException {
      Thread.sleep(1);
    }

    static void sleepsByAUnit() throws InterruptedException {
      TimeUnit.SECONDS.sleep(1);
    }

    static void locks() {
      LockSupport.parkNanos(1);
    }

    static LongSupplier looksAtTheMonotonicClock() {
      return System::nanoTime;
    }

    static Instant looksAtTheWallClock() {
      return Instant.now();
    }

    static LocalDate looksAtTheCalendar() {
      return LocalDate.now(ZoneOffset.UTC);
    }

    static Clock looksByAClock() {
      return Clock.systemUTC();
    }

    static Random draws() {
      return new Random();
    }

    static Random drawsASeed() {
      return new Random(7);
    }

    static UUID drawsAName() {
      return UUID.randomUUID();
    }

    static void shuffles(List<String> all) {
      Collections.shuffle(all);
    }

    static Object pools() {
      return Executors.newCachedThreadPool();
    }

    static Object spawns() {
      return Thread.ofPlatform();
    }

    static Object spawnsVirtually() {
      return Thread.startVirtualThread(() -> {});
    }

    static Object runsAsync(CompletableFuture<String> future) {
      return future.thenApplyAsync(String::length);
    }

    static Object streamsInParallel(List<String> all) {
      return all.parallelStream();
    }

    static Set<String> copies(List<String> all) {
      return Set.copyOf(all);
    }

    static Set<String> setsOfSeveral() {
      return Set.of("one", "another");
    }

    static Set<String> setsOfOne() {
      return Set.of("one");
    }
  }
}

package dev.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.FaultMark;
import dev.ordeal.evidence.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The end of the command line's process in the middle of a run, at every step of it: nothing is
 * left of the environment, and the evidence so far can be judged.
 *
 * <p>Each step costs some twenty seconds, half of which the reaper waits for its process to come
 * back. All are played: together with the interrupted run they take some two minutes.
 */
@Tag("container")
class KilledRunIT {
  private static final Duration STEP_LIMIT = Duration.ofSeconds(120);
  private static final Duration REAPED_WITHIN = Duration.ofSeconds(30);
  private static final Remains REMAINS = new Remains("ordeal-killed-run-");

  private static final String SCENARIO =
      """
      scenario: a run that does not come to its end
      environment: killed-run
      workload: { writes: 50/s, reads: 20/s }
      warm-up: 2s
      offset: none
      steps:
        - pause: any-replica
        - slow: { between: clients, and: proxy, latency: 20ms }
        - wait: 3s
      promises:
        writes-out: { at-most: 2m }
        leaders-at-once: { at-most: 1 }
        writes-misrouted: { at-most: 0 }
        acknowledged-writes-lost: { exactly: 0 }
        every-node-streams-again: { within: 2m }
      """;

  @TempDir Path folder;

  /** Where in a run the process is killed. */
  private enum Moment {
    ENVIRONMENT_STARTING("s  start\n"),
    WARMING_UP("s  warm up\n"),
    FAULT_IN_FORCE("seen to bite"),
    HEALING("s  heal\n"),
    COLLECTING("s  collect\n");

    final String printed;

    Moment(String printed) {
      this.printed = printed;
    }
  }

  @BeforeEach
  void writeTheScenario() throws IOException {
    Files.createDirectories(folder.resolve("environments"));
    Files.writeString(
        folder.resolve("environments/killed-run.yaml"), "nodes: 2\nstore: { members: 1 }\n");
    Files.writeString(folder.resolve("short.yaml"), SCENARIO);
  }

  private CommandLineProcess run() throws IOException {
    return CommandLineProcess.start(folder, "run", "short.yaml", "--seed", "1");
  }

  @TestFactory
  Stream<DynamicTest> nothing_is_left_of_a_run_whose_process_was_killed() {
    return Arrays.stream(Moment.values())
        .map(moment -> dynamicTest(moment.name(), () -> killedAt(moment)));
  }

  private void killedAt(Moment moment) throws Exception {
    try (var run = run()) {
      run.awaitPrinted(moment.printed, STEP_LIMIT);
      if (moment == Moment.ENVIRONMENT_STARTING) {
        // In the middle of it: containers run, and not all are there.
        await()
            .atMost(STEP_LIMIT)
            .until(() -> !Remains.processesIn(REMAINS.containers()).isEmpty());
      }
      List<String> containers = REMAINS.containers();
      assertThat(Remains.processesIn(containers)).isNotEmpty();
      run.kill();
      long killedNs = System.nanoTime();
      await()
          .atMost(REAPED_WITHIN)
          .pollInterval(Duration.ofMillis(250))
          .untilAsserted(() -> {
            assertThat(REMAINS.all()).isEmpty();
            assertThat(Remains.processesIn(containers)).isEmpty();
          });
      System.out.printf("%s: nothing left after %.1f s%n", moment, secondsSince(killedNs));
    }
    assertJudgedInconclusive();
  }

  @Test
  void control_c_heals_and_takes_everything_away_and_keeps_the_evidence() throws Exception {
    Path evidence;
    try (var run = run()) {
      run.awaitPrinted(Moment.FAULT_IN_FORCE.printed, STEP_LIMIT);
      List<String> containers = REMAINS.containers();
      run.interrupt();
      long askedNs = System.nanoTime();
      assertThat(run.await(Duration.ofSeconds(60))).isEqualTo(130);
      System.out.printf("after Ctrl-C: ended in %.1f s%n", secondsSince(askedNs));
      assertThat(REMAINS.all()).isEmpty();
      assertThat(Remains.processesIn(containers)).isEmpty();
      assertThat(run.printed())
          .contains("ordeal: interrupted")
          .contains("broken off: interrupted")
          .contains("Inconclusive: something could not be seen.")
          .contains("Again: ./ordeal run short.yaml --seed 1");
      evidence = runFolder();
    }
    List<Event.FaultMarked> pauses =
        new RunFolder(evidence)
            .read()
            .of(Event.FaultMarked.class)
            .filter(mark -> mark.fault().equals("pause"))
            .toList();
    assertThat(pauses.getLast().mark()).isEqualTo(FaultMark.HEALED);
    assertThat(new RunFolder(evidence).logs()).isNotEmptyDirectory();
    assertJudgedInconclusive();
  }

  private void assertJudgedInconclusive() throws IOException {
    var judged = Called.with("judge", runFolder().toString());
    assertThat(judged.exitCode())
        .as(judged.output() + judged.error())
        .isEqualTo(ExitCode.INCONCLUSIVE.number());
    assertThat(judged.output()).contains("Inconclusive: something could not be seen.");
  }

  /** The latest. */
  private Path runFolder() throws IOException {
    try (var runs = Files.list(folder.resolve("runs"))) {
      return runs.sorted().toList().getLast();
    }
  }

  private static double secondsSince(long ns) {
    return (System.nanoTime() - ns) / 1e9;
  }
}

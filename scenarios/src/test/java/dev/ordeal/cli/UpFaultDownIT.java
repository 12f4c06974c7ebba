package dev.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordeal.containers.engine.Engine;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An environment to play with, as a user has it: the real command line in a process of its own,
 * asked by calls of the other verbs.
 */
@Tag("container")
class UpFaultDownIT {
  private static final Duration START = Duration.ofSeconds(120);
  private static final Pattern NAME = Pattern.compile("docker exec -it (\\S+)-node1 ");
  private static final Pattern TAKEN = Pattern.compile("taken over in ([0-9.]+) s");

  @TempDir static Path folder;

  @BeforeAll
  static void useAFolderOfItsOwn() {
    System.setProperty("ordeal.sockets", folder.resolve("doors").toString());
  }

  @AfterAll
  static void forgetIt() {
    System.clearProperty("ordeal.sockets");
  }

  /** The label of the environment that was told of last. */
  private static String label(String printed) {
    Matcher matcher = NAME.matcher(printed);
    String last = "";
    while (matcher.find()) {
      last = matcher.group(1);
    }
    assertThat(last).isNotEmpty();
    return last;
  }

  @Test
  void an_environment_is_started_harmed_replaced_by_its_spare_and_ended() throws Exception {
    try (var up = CommandLineProcess.start(folder, "up", "three-nodes", "--spare")) {
      up.awaitPrinted("a spare is ready", START.multipliedBy(2));
      String first = label(up.printed());
      assertThat(statusOf(up.printed(), "node1", "REST API", "/liveness")).isEqualTo(200);

      var harm = Called.with("fault", "power-off: leader");
      assertThat(harm.exitCode()).as(harm.output() + harm.error()).isZero();
      assertThat(harm.output()).containsPattern("power-off of node\\d seen to bite: .+");
      assertThat(Called.with("fault", "--list").output()).containsPattern("power-off +node\\d");
      var healing = Called.with("fault", "start: the-powered-off");
      assertThat(healing.output()).containsPattern("power-off of node\\d healed: started");

      var next = Called.with("down", "--take-spare");
      assertThat(next.exitCode()).as(next.output() + next.error()).isZero();
      String second = label(next.output());
      assertThat(second).isNotEqualTo(first);
      Matcher taken = TAKEN.matcher(next.output());
      assertThat(taken.find()).isTrue();
      System.out.println("the spare took over in " + taken.group(1) + " s");
      assertThat(statusOf(next.output(), "node1", "REST API", "/liveness")).isEqualTo(200);
      assertThat(Called.with("fault", "--list").output()).isEqualTo("nothing is in force\n");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(Engine.connect().labelled(first)).isEmpty());

      var down = Called.with("down");
      assertThat(down.exitCode()).as(down.output() + down.error()).isZero();
      assertThat(down.output()).contains(second + " ended in ").contains("nothing of it is left");
      assertThat(up.await(Duration.ofSeconds(20))).isZero();
      assertThat(Engine.connect().labelled(second)).isEmpty();
    }
    assertThat(Called.with("down").exitCode()).isEqualTo(ExitCode.BAD_INPUT.number());
  }

  @Test
  void control_c_ends_it_and_leaves_nothing() throws Exception {
    try (var up = CommandLineProcess.start(folder, "up", "three-nodes")) {
      up.awaitPrinted("End:", START);
      String label = label(up.printed());
      up.interrupt();
      assertThat(up.await(Duration.ofSeconds(60))).isEqualTo(130);
      assertThat(up.printed()).contains("interrupted").contains("nothing of it is left");
      assertThat(Engine.connect().labelled(label)).isEmpty();
    }
  }

  @Test
  void a_kept_run_leaves_its_environment_up_after_the_verdict() throws Exception {
    Files.writeString(
        folder.resolve("kept.yaml"),
        """
        scenario: nothing happens
        environment: three-nodes
        workload: { writes: 20/s }
        warm-up: 1s
        offset: none
        steps:
          - wait: 1s
        promises:
          leaders-at-once: { at-most: 1 }
        """);
    try (var run = CommandLineProcess.start(folder, "run", "kept.yaml", "--keep")) {
      run.awaitPrinted("End:", START);
      assertThat(run.printed()).contains("Every promise held.").contains("three-nodes stays up");
      String label = label(run.printed());
      var harm = Called.with("fault", "pause: any-replica");
      assertThat(harm.exitCode()).as(harm.output() + harm.error()).isZero();
      assertThat(Called.with("down").output()).startsWith("healed 1; " + label + " ended in ");
      assertThat(run.await(Duration.ofSeconds(20))).isZero();
      assertThat(Engine.connect().labelled(label)).isEmpty();
    }
  }

  private static int statusOf(String printed, String part, String service, String path)
      throws IOException {
    Matcher address =
        Pattern.compile(part + " +" + Pattern.quote(service) + " +(http://\\S+)").matcher(printed);
    assertThat(address.find()).isTrue();
    var connection =
        (HttpURLConnection) URI.create(address.group(1) + path).toURL().openConnection();
    connection.setConnectTimeout(2000);
    connection.setReadTimeout(2000);
    return connection.getResponseCode();
  }
}

package dev.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.cli.door.Door;
import dev.ordeal.cli.door.DoorFolder;
import dev.ordeal.world.RealWorld;
import dev.ordeal.world.World;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code up}, {@code fault} and {@code down} by real calls, on a stand-in for containers. */
@Timeout(60)
class VerbsTest {
  private static final String PROPERTY = "ordeal.sockets";

  @TempDir Path temporary;

  private final World world = RealWorld.of(1);

  @BeforeEach
  void useAFolderOfItsOwn() {
    System.setProperty(PROPERTY, temporary.resolve("doors").toString());
  }

  @AfterEach
  void forgetIt() {
    System.clearProperty(PROPERTY);
  }

  /** An environment that is held in a thread of its own, as `up` holds one, on its own terminal. */
  private final class Held implements AutoCloseable {
    final StringWriter terminal = new StringWriter();
    final StandInEnvironment environment;
    final Standing standing;
    final Door door;
    private final Thread holding;

    Held(boolean biting, List<String> left) throws InterruptedException {
      environment = new StandInEnvironment(world, biting);
      standing = new Standing(world, new PrintWriter(terminal, true), Optional.empty(), _ -> left);
      door = Door.open(DoorFolder.usual(), "three-nodes", standing);
      holding =
          Thread.ofVirtual()
              .start(() ->
                  standing.hold(
                      environment, Introduction.of("It is up.", door.name(), environment)));
      while (!terminal.toString().contains("End:")) {
        Thread.sleep(10);
      }
    }

    @Override
    public void close() throws InterruptedException {
      standing.wantEnd();
      holding.join();
      door.close();
    }
  }

  private Held held() throws InterruptedException {
    return new Held(true, List.of());
  }

  @Test
  void nothing_can_be_asked_where_nothing_is_up() {
    for (String verb : List.of("fault", "down")) {
      var called =
          verb.equals("fault") ? Called.with("fault", "kill: leader") : Called.with("down");
      assertThat(called.exitCode()).isEqualTo(ExitCode.BAD_INPUT.number());
      assertThat(called.error())
          .isEqualTo("ordeal: no environment is up; ./ordeal up three-nodes starts one\n");
    }
  }

  @Test
  void where_two_are_up_one_has_to_be_named() throws Exception {
    try (var _ = held();
        var _ = held()) {
      var which = Called.with("fault", "--list");
      assertThat(which.exitCode()).isEqualTo(ExitCode.BAD_INPUT.number());
      assertThat(which.error())
          .isEqualTo(
              "ordeal: 2 environments are up; name one: --of three-nodes, --of three-nodes-2\n");
      var wrong = Called.with("fault", "--list", "--of", "three-node");
      assertThat(wrong.exitCode()).isEqualTo(ExitCode.BAD_INPUT.number());
      assertThat(wrong.error()).contains("no environment `three-node` is up; meant `three-nodes`?");
      var right = Called.with("fault", "--list", "--of", "three-nodes-2");
      assertThat(right.exitCode()).isZero();
      assertThat(right.output()).isEqualTo("nothing is in force\n");
    }
  }

  @Test
  void it_says_what_is_up_and_how_to_reach_it() throws Exception {
    try (var held = held()) {
      assertThat(held.terminal.toString())
          .startsWith("It is up. It runs patroni 4.\n")
          .contains("clients  writes  198.18.65.1:5000")
          .contains("psql -h 198.18.65.1 -p 5000 -U ordeal ordeal")
          .contains("docker exec -it ordeal-stand-in-node1 patronictl list")
          .contains("ORDEAL in ");
    }
  }

  @Test
  void a_fault_is_told_to_the_caller_and_on_the_terminal() throws Exception {
    try (var held = held()) {
      var done = Called.with("fault", "power-off: leader", "for: 5m");
      assertThat(done.error()).isEmpty();
      assertThat(done.exitCode()).isZero();
      assertThat(done.output().lines())
          .hasSize(3)
          .satisfiesExactly(
              line -> assertThat(line).endsWith("  step 1: power-off leader"),
              line -> assertThat(line).endsWith("  power-off of node1 applied (as if)"),
              line -> assertThat(line).endsWith("  power-off of node1 seen to bite: it looks so"));
      assertThat(held.terminal.toString()).contains("power-off of node1 seen to bite: it looks so");
      assertThat(Called.with("fault", "--list").output())
          .containsPattern("power-off +node1 +as if +\\d+\\.\\d\\d s");
      var healed = Called.with("fault", "--heal");
      assertThat(healed.output()).contains("power-off of node1 healed: as new");
      assertThat(Called.with("fault", "--heal").output()).isEqualTo("nothing was in force\n");
    }
  }

  @Test
  void a_wrong_step_is_bad_input_with_its_place() throws Exception {
    try (var _ = held()) {
      var wrong = Called.with("fault", "kil: leader");
      assertThat(wrong.exitCode()).isEqualTo(ExitCode.BAD_INPUT.number());
      assertThat(wrong.error()).isEqualTo("step:1:1: a step has no key `kil`; meant `kill`?\n");
      assertThat(wrong.output()).isEmpty();
    }
  }

  @Test
  void a_fault_of_which_no_effect_is_seen_is_inconclusive() throws Exception {
    try (var _ = new Held(false, List.of())) {
      var blind = Called.with("fault", "power-off: leader");
      assertThat(blind.exitCode()).isEqualTo(ExitCode.INCONCLUSIVE.number());
      assertThat(blind.output()).contains("power-off of node1 failed: no effect was seen");
    }
  }

  @Test
  void one_request_at_a_time_is_given() {
    for (String[] arguments :
        List.of(
            new String[] {"fault"},
            new String[] {"fault", "--list", "--heal"},
            new String[] {"fault", "--list", "kill: leader"})) {
      assertThat(Called.with(arguments).exitCode()).isEqualTo(ExitCode.BAD_INPUT.number());
    }
  }

  @Test
  void down_heals_ends_and_says_that_nothing_is_left() throws Exception {
    try (var held = held()) {
      Called.with("fault", "power-off: leader");
      var down = Called.with("down");
      assertThat(down.exitCode()).isZero();
      assertThat(down.output())
          .matches("healed 1; ordeal-stand-in ended in [0-9.]+ s; nothing of it is left\n");
      assertThat(held.environment.closed).isTrue();
      assertThat(held.terminal.toString()).contains("nothing of it is left");
    }
    assertThat(Called.with("down").exitCode()).isEqualTo(ExitCode.BAD_INPUT.number());
  }

  @Test
  void down_does_not_keep_silent_about_what_is_left() throws Exception {
    try (var _ = new Held(true, List.of("ordeal-stand-in-node1"))) {
      var down = Called.with("down");
      assertThat(down.output()).contains("left are ordeal-stand-in-node1");
      assertThat(down.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN.number());
    }
  }

  @Test
  void there_is_no_spare_to_take_where_none_is_kept() throws Exception {
    try (var _ = held()) {
      var none = Called.with("down", "--take-spare");
      assertThat(none.exitCode()).isEqualTo(ExitCode.BAD_INPUT.number());
      assertThat(none.error())
          .isEqualTo("ordeal: no spare is kept; ./ordeal up ENVIRONMENT --spare keeps one\n");
    }
  }

  @Test
  void what_is_still_starting_can_only_be_ended() {
    var standing =
        new Standing(
            world, new PrintWriter(new StringWriter(), true), Optional.empty(), _ -> List.of());
    try (var _ = Door.open(DoorFolder.usual(), "three-nodes", standing)) {
      var early = Called.with("fault", "--list");
      assertThat(early.exitCode()).isEqualTo(ExitCode.BAD_INPUT.number());
      assertThat(early.error()).isEqualTo("ordeal: the environment is still starting\n");
      standing.isOver();
      assertThat(Called.with("down").output()).isEqualTo("it did not come up\n");
      assertThat(standing.isEndWanted()).isTrue();
    }
  }

  @Test
  void up_starts_nothing_for_a_wrong_name_or_file() {
    var name = Called.with("up", "three-node");
    assertThat(name.exitCode()).isEqualTo(ExitCode.BAD_INPUT.number());
    assertThat(name.error())
        .isEqualTo("three-node:1:1: there is no environment `three-node`; meant `three-nodes`?\n");
    var file = Called.with("up", "no/such.yaml");
    assertThat(file.exitCode()).isEqualTo(ExitCode.BAD_INPUT.number());
    assertThat(file.error()).isEqualTo("no/such.yaml:1:1: there is no such file\n");
    assertThat(name.output() + file.output()).isEmpty();
  }
}

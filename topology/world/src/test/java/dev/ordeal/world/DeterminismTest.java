package dev.ordeal.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One seed, the same story, whatever the process. */
class DeterminismTest {
  /** Prints the trace of a seed; the fresh process of the test. */
  public static void main(String[] arguments) {
    System.out.print(trace(Long.parseLong(arguments[0])));
  }

  /** Tasks that draw, wait, write to each other, and are frozen and killed. */
  private static String trace(long seed) {
    return SimulatedWorld.compute(
        seed,
        Bounds.USUAL,
        world -> {
          var trace = new StringBuilder();
          Mailbox<String> mailbox = world.mailbox();
          List<TaskGroup> groups = new ArrayList<>();
          for (int i = 0; i < 5; i++) {
            String name = "node" + i;
            TaskGroup group = world.group(name);
            groups.add(group);
            var random = world.random(name);
            group.spawn(
                "loop",
                () -> {
                  while (true) {
                    world.sleep(Duration.ofMillis(random.nextInt(20)).plusNanos(1));
                    mailbox.put(name);
                    String taken = mailbox.take(Duration.ofMillis(random.nextInt(5))).orElse("-");
                    trace
                        .append(world.wallClock())
                        .append(' ')
                        .append(name)
                        .append(' ')
                        .append(taken);
                    trace.append('\n');
                  }
                });
          }
          var chance = world.random("nemesis");
          for (int i = 0; i < 200; i++) {
            world.sleep(Duration.ofMillis(10));
            TaskGroup victim = groups.get(chance.nextInt(groups.size()));
            victim.freeze();
            world.sleep(Duration.ofMillis(5));
            victim.thaw();
          }
          groups.get(0).kill();
          world.sleep(Duration.ofSeconds(1));
          return trace.toString();
        });
  }

  @Test
  void one_seed_twice_in_one_process_gives_the_same_bytes() {
    assertThat(trace(11)).isEqualTo(trace(11)).hasSizeGreaterThan(10_000);
    assertThat(trace(11)).isNotEqualTo(trace(12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "2", "3"})
  void a_fresh_process_gives_the_same_bytes_whatever_its_identity_hashes(String hashCode)
      throws IOException, InterruptedException {
    Process fresh =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:hashCode=" + hashCode,
                "-cp",
                System.getProperty("java.class.path"),
                DeterminismTest.class.getName(),
                "11")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(fresh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(fresh.waitFor()).isZero();
    assertThat(printed).isEqualTo(trace(11));
  }
}

package dev.ordeal.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordeal.world.RealWorld;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process that dies by SIGKILL cannot clean up; the reaper does. */
@Tag("container")
class KilledProcessIT {
  /** The process that is killed. */
  static final class Victim {
    public static void main(String[] arguments) throws Exception {
      new ContainerEnvironment(Plans.named("killed"), RealWorld.of(1)).start();
      System.out.println("READY");
      Thread.sleep(Duration.ofMinutes(5));
    }
  }

  @Test
  void nothing_is_left_thirty_seconds_after_the_process_was_killed() throws Exception {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dordeal.home=" + System.getProperty("ordeal.home"),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && !line.equals("READY")) {
        line = lines.readLine();
      }
      assertThat(line).isEqualTo("READY");
      assertThat(Leftovers.named("ordeal-killed-")).isNotEmpty();
    } finally {
      victim.destroyForcibly().waitFor();
    }
    LifeIT.Stopwatch watch = new LifeIT.Stopwatch();
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(Leftovers.named("ordeal-killed-")).isEmpty());
    watch.print("gone after a SIGKILL of the process");
  }
}

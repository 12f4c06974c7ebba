package dev.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TrialsTest {
  private static final String SCENARIO =
      Path.of(System.getProperty("ordeal.home"), "scenarios/library/server-crashes.yaml")
          .toString();

  @Test
  void all_that_is_wrong_is_told_at_once_and_nothing_is_started() {
    var called =
        Called.with(
            "trials",
            SCENARIO,
            "no.yaml",
            "--agent",
            "patroni:fast,patroni:10/1/3",
            "--count",
            "0");

    assertThat(called.exitCode()).isEqualTo(ExitCode.BAD_INPUT.number());
    assertThat(called.output()).isEmpty();
    assertThat(called.error().lines())
        .containsExactlyInAnyOrder(
            "--agent: `fast` is no timing; default, minimum, or ttl/loop_wait/retry_timeout in"
                + " seconds, such as 20/1/3",
            "--agent: Patroni refuses a ttl of less than 20s; at least 20s",
            "no.yaml:1:1: there is no such file",
            "--count: 0 trials are none; at least 1");
  }
}

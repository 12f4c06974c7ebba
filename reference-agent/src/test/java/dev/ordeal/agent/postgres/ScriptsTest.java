package dev.ordeal.agent.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.StopMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScriptsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  @TempDir Path folder;

  private static Scripts prePromote(String command) {
    return new Scripts(Optional.of(command), Optional.empty());
  }

  private static Scripts beforeStop(String command) {
    return new Scripts(Optional.empty(), Optional.of(command));
  }

  @Test
  void a_promotion_goes_on_after_a_step_that_succeeds_and_without_one() {
    assertThatCode(() -> prePromote("sh -c 'test $# = 0'").prePromote()).doesNotThrowAnyException();
    assertThatCode(() -> prePromote(" ").prePromote()).doesNotThrowAnyException();
  }

  @Test
  void a_step_that_fails_or_cannot_be_run_forbids_it() {
    assertThatThrownBy(() -> prePromote("sh -c 'exit 3'").prePromote())
        .isInstanceOf(PortFailure.Refused.class)
        .hasMessageContaining("3");
    assertThatThrownBy(() -> prePromote(folder + "/none").prePromote())
        .isInstanceOf(PortFailure.Refused.class);
  }

  @Test
  void a_step_before_a_stop_is_waited_for_and_its_failure_changes_nothing() {
    Path mark = folder.resolve("mark");
    beforeStop("sh -c 'touch " + mark + "; exit 1'").beforeStop(StopMode.FAST, MINUTE);
    assertThat(mark).exists();
    beforeStop(folder + "/none").beforeStop(StopMode.FAST, MINUTE);
  }

  @Test
  void it_has_half_the_time_of_the_stop() {
    Path mark = folder.resolve("mark");
    beforeStop("sh -c 'sleep 60; touch " + mark + "'")
        .beforeStop(StopMode.FAST, Duration.ofMillis(200));
    assertThat(mark).doesNotExist();
  }

  @Test
  void an_immediate_stop_does_not_wait_for_it() {
    Path mark = folder.resolve("mark");
    beforeStop("sh -c 'sleep 2; touch " + mark + "'").beforeStop(StopMode.IMMEDIATE, MINUTE);
    assertThat(mark).doesNotExist();
  }
}

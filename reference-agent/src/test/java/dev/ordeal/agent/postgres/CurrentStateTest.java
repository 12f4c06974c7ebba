package dev.ordeal.agent.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.ServerState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CurrentStateTest {
  private final CurrentState state = new CurrentState();

  private ServerState whenItEnds(boolean cleanly) {
    state.ended(cleanly);
    return state.get();
  }

  @Test
  void one_that_ends_unasked_and_not_cleanly_has_crashed() {
    state.starting(ServerState.STARTING);
    state.answered();
    assertThat(state.get()).isEqualTo(ServerState.RUNNING);
    assertThat(whenItEnds(false)).isEqualTo(ServerState.CRASHED);
  }

  @Test
  void one_that_somebody_else_stopped_is_stopped() {
    state.starting(ServerState.STARTING);
    assertThat(whenItEnds(true)).isEqualTo(ServerState.STOPPED);
  }

  @Test
  void one_that_was_to_stop_is_stopped_however_it_ended() {
    state.starting(ServerState.STARTING);
    state.stopping();
    assertThat(whenItEnds(false)).isEqualTo(ServerState.STOPPED);
  }

  @Test
  void an_answer_that_comes_while_it_stops_makes_no_crash_of_its_end() {
    state.starting(ServerState.STARTING);
    state.stopping();
    state.answered();
    state.become(ServerState.STOPPED);
    assertThat(whenItEnds(false)).isEqualTo(ServerState.STOPPED);
  }

  @Test
  void before_anything_is_known_it_is_stopped() {
    assertThat(whenItEnds(false)).isEqualTo(ServerState.STOPPED);
  }

  @ParameterizedTest
  @EnumSource(names = {"START_FAILED", "INITDB_FAILED", "CUSTOM_BOOTSTRAP_FAILED"})
  void what_has_failed_stays_so_until_something_else_is_tried(ServerState failed) {
    state.become(failed);
    assertThat(whenItEnds(true)).isEqualTo(failed);
    state.starting(ServerState.STARTING);
    assertThat(state.get()).isEqualTo(ServerState.STARTING);
  }

  @ParameterizedTest
  @EnumSource(names = {"STOPPING", "BOOTSTRAP_STARTING"})
  void an_answer_does_not_make_it_running_before_its_time(ServerState passing) {
    state.become(passing);
    state.answered();
    assertThat(state.get()).isEqualTo(passing);
  }
}

package dev.ordeal.containers.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.evidence.ClientOutcome;
import java.sql.SQLWarning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientErrorsTest {
  @ParameterizedTest
  @ValueSource(strings = {"25006", "23505", "40001", "40P01", "53100", "53300", "57014", "42P01"})
  void what_the_server_rolled_back_did_not_happen(String state) {
    assertThat(ClientErrors.ofStatement(state)).isEqualTo(ClientOutcome.DEFINITE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "08003", "57P01", "57P02", "40003", "58030", "XX000", "01000"})
  void what_may_have_been_committed_may_have_happened(String state) {
    assertThat(ClientErrors.ofStatement(state)).isEqualTo(ClientOutcome.INDEFINITE);
  }

  @Test
  void an_error_without_a_state_may_have_happened() {
    assertThat(ClientErrors.ofStatement(null)).isEqualTo(ClientOutcome.INDEFINITE);
  }

  @Test
  void a_connection_that_did_not_come_about_carried_nothing() {
    assertThat(ClientErrors.ofOpening()).isEqualTo(ClientOutcome.DEFINITE);
  }

  @Test
  void a_broken_wait_for_standbys_is_found_among_the_warnings() {
    SQLWarning warning = new SQLWarning("something else", "01000");
    assertThat(ClientErrors.saysUnreplicated(warning)).isFalse();
    warning.setNextWarning(
        new SQLWarning("canceling wait for synchronous replication due to user request", "01000"));
    assertThat(ClientErrors.saysUnreplicated(warning)).isTrue();
    assertThat(ClientErrors.saysUnreplicated(null)).isFalse();
  }
}

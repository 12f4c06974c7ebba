package dev.ordeal.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.names.Lsn;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineClaimTest {
  @Test
  void the_first_promotion_claims_the_number_after_the_servers_own() {
    assertThat(TimelineClaim.next(Seen.replica().now())).isEqualTo(new TimelineClaim(2, 0));
  }

  @Test
  void a_number_that_was_claimed_is_never_given_again() {
    assertThat(TimelineClaim.next(Seen.replica().claimed(5, 17).now()))
        .isEqualTo(new TimelineClaim(6, 17));
  }

  @Test
  void the_history_counts_where_another_agent_claimed_nothing() {
    HistoryLine third =
        new HistoryLine(3, new Lsn(100), "promoted", Optional.empty(), Optional.empty());
    assertThat(TimelineClaim.next(Seen.replica().history(third).now()).timeline()).isEqualTo(5);
  }
}

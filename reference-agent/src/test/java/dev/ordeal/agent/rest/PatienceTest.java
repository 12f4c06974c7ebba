package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.cycle.NodeSnapshot;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a health check stays open. */
class PatienceTest {
  private static final String DOWN = "DOWN; name=primary/node1; node=proxy; weight=1/1; scur=0/0";
  private static final NodeSnapshot LEADER = Nodes.leader().snapshot();
  private static final NodeSnapshot REPLICA = Nodes.replica().snapshot();

  @Test
  void a_proxy_that_knows_the_server_as_down_may_wait() {
    assertThat(Patience.of(DOWN, "250ms")).isEqualTo(Duration.ofMillis(250));
    assertThat(Patience.of("DOWN 1/2; name=primary/node1", "0.25s"))
        .isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void whoever_takes_it_for_up_is_told_at_once() {
    assertThat(Patience.of("UP; name=primary/node1", "250ms")).isZero();
    assertThat(Patience.of("UP 1/2; name=primary/node1", "250ms")).isZero();
    assertThat(Patience.of(null, "250ms")).isZero();
  }

  @Test
  void a_time_that_is_none_or_too_long_does_no_harm() {
    assertThat(Patience.of(DOWN, null)).isZero();
    assertThat(Patience.of(DOWN, "soon")).isZero();
    assertThat(Patience.of(DOWN, "-250ms")).isZero();
    assertThat(Patience.of(DOWN, "1h")).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void a_patient_check_is_answered_as_soon_as_the_node_is_fit() throws IOException {
    try (var rest = RestFixture.open()) {
      rest.requests.snapshot = REPLICA;
      rest.requests.onWaiting = () -> rest.requests.snapshot = LEADER;
      assertThat(check(rest, DOWN)).isEqualTo(200);
      assertThat(rest.requests.asked).containsExactly("news within PT0.25S");
    }
  }

  @Test
  void what_does_not_make_it_fit_is_no_news_and_the_time_counts_from_the_question_on()
      throws IOException {
    try (var rest = RestFixture.open()) {
      rest.requests.snapshot = REPLICA;
      rest.requests.onWaiting = () -> rest.world.sleep(Duration.ofMillis(150));
      assertThat(check(rest, DOWN)).isEqualTo(503);
      assertThat(rest.requests.asked).containsExactly("news within PT0.25S", "news within PT0.1S");
    }
  }

  @Test
  void a_check_of_what_is_fit_or_was_up_does_not_wait() throws IOException {
    try (var rest = RestFixture.open()) {
      assertThat(check(rest, DOWN)).isEqualTo(200);
      rest.requests.snapshot = REPLICA;
      assertThat(check(rest, "UP; name=primary/node1")).isEqualTo(503);
      assertThat(rest.requests.asked).isEmpty();
    }
  }

  private static int check(RestFixture rest, String state) throws IOException {
    return Wire.send(
            Wire.open(rest.address()),
            "",
            "OPTIONS /primary HTTP/1.0",
            "X-Haproxy-Server-State: " + state,
            "Ordeal-Patience: 250ms")
        .code();
  }
}

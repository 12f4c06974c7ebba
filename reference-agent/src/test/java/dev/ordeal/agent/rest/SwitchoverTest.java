package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.ManualFailover;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SwitchoverTest {
  private static final ManualFailover NOW =
      new ManualFailover(Optional.of("node1"), Optional.empty(), Optional.empty(), 15);

  private RestFixture rest;

  @BeforeEach
  void start() throws IOException {
    rest = RestFixture.open();
    rest.requests.peers =
        Map.of("node2", FakeRequests.fit("node2"), "node3", FakeRequests.fit("node3"));
    rest.dcs.onFailover = () -> rest.dcs.view = Nodes.withFailover(rest.dcs.view, Optional.of(NOW));
  }

  @AfterEach
  void stop() {
    rest.close();
  }

  private void whenWaitedFor(Duration time, Runnable change) {
    rest.world.at(time, change);
  }

  private void leads(String name) {
    rest.dcs.view =
        Nodes.withFailover(Nodes.withLeader(rest.dcs.view, Optional.of(name)), Optional.empty());
  }

  @Test
  void to_whoever_is_fit() throws IOException {
    whenWaitedFor(Duration.ofMillis(400), () -> leads("node3"));
    Wire answer = rest.send("POST", "/switchover", "{\"leader\":\"node1\"}");
    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.headers()).containsEntry("content-type", "text/html");
    assertThat(answer.body()).isEqualTo("Successfully switched over to \"node3\"");
    assertThat(rest.dcs.written).containsExactly("failover {leader=node1}");
    assertThat(rest.requests.asked).containsExactly("peers [node2, node3] for PT2S", "wake");
    assertThat(rest.world.slept()).isEqualTo(Duration.ofMillis(400));
  }

  @Test
  void to_another_than_wished() throws IOException {
    whenWaitedFor(Duration.ofSeconds(1), () -> leads("node3"));
    assertThat(rest.send("POST", "/switchover", "{\"leader\":\"node1\",\"candidate\":\"node2\"}"))
        .extracting(Wire::code, Wire::body)
        .containsExactly(200, "Switched over to \"node3\" instead of \"node2\"");
    assertThat(rest.dcs.written).containsExactly("failover {leader=node1, member=node2}");
    assertThat(rest.requests.asked).first().isEqualTo("peers [node2] for PT2S");
  }

  @Test
  void a_failover() throws IOException {
    whenWaitedFor(Duration.ofSeconds(1), () -> leads("node2"));
    assertThat(rest.send("POST", "/failover", "{\"candidate\":\"node2\"}"))
        .extracting(Wire::code, Wire::body)
        .containsExactly(200, "Successfully failed over to \"node2\"");
    assertThat(rest.dcs.written).containsExactly("failover {member=node2}");
  }

  @Test
  void given_up_by_the_leader() throws IOException {
    whenWaitedFor(Duration.ofSeconds(1), () -> leads("node1"));
    assertThat(rest.send("POST", "/switchover", "{\"leader\":\"node1\"}"))
        .extracting(Wire::code, Wire::body)
        .containsExactly(503, "Switchover failed");
  }

  @Test
  void nothing_heard_of_it() throws IOException {
    assertThat(rest.send("POST", "/switchover", "{\"leader\":\"node1\"}"))
        .extracting(Wire::code, Wire::body)
        .containsExactly(503, "Switchover status unknown");
    assertThat(rest.world.slept()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void the_store_may_be_out_in_between() throws IOException {
    whenWaitedFor(Duration.ofSeconds(1), () -> rest.dcs.reachable = false);
    whenWaitedFor(
        Duration.ofSeconds(2),
        () -> {
          rest.dcs.reachable = true;
          leads("node2");
        });
    assertThat(rest.send("POST", "/switchover", "{\"leader\":\"node1\"}").body())
        .isEqualTo("Successfully switched over to \"node2\"");
  }

  @Test
  void the_wish_cannot_be_written() throws IOException {
    rest.dcs.writable = false;
    assertThat(rest.send("POST", "/switchover", "{\"leader\":\"node1\"}"))
        .extracting(Wire::code, Wire::body)
        .containsExactly(503, "failed to write failover key into DCS");
    assertThat(rest.requests.asked).doesNotContain("wake");
  }

  @Test
  void nobody_is_fit() throws IOException {
    rest.requests.peers = Map.of();
    assertThat(rest.send("POST", "/switchover", "{\"leader\":\"node1\"}"))
        .extracting(Wire::code, Wire::body)
        .containsExactly(412, "switchover is not possible: no good candidates have been found");
    assertThat(rest.send("POST", "/switchover", "{\"leader\":\"node2\"}"))
        .extracting(Wire::code, Wire::body)
        .containsExactly(412, "leader name does not match");
    assertThat(rest.send("POST", "/failover", "{\"leader\":\"node1\"}"))
        .extracting(Wire::code, Wire::body)
        .containsExactly(400, "Failover could be performed only to a specific candidate");
    assertThat(rest.dcs.written).isEmpty();
  }

  @Test
  void later() throws IOException {
    rest.requests.peers = Map.of();
    assertThat(
            rest.send(
                "POST",
                "/switchover",
                "{\"leader\":\"node1\",\"scheduled_at\":\"2026-11-25T03:00:00+00:00\"}"))
        .extracting(Wire::code, Wire::body)
        .containsExactly(202, "Switchover scheduled");
    assertThat(rest.dcs.written)
        .containsExactly("failover {leader=node1, scheduled_at=2026-11-25T03:00:00+00:00}");
    assertThat(rest.requests.asked).containsExactly("wake");
  }

  @Test
  void not_any_more() throws IOException {
    assertThat(rest.send("DELETE", "/switchover", ""))
        .extracting(Wire::code, Wire::body)
        .containsExactly(404, "no switchover is scheduled");
    rest.dcs.view = Nodes.withFailover(rest.dcs.view, Optional.of(NOW));
    assertThat(rest.send("DELETE", "/switchover", "").code()).isEqualTo(404);
    rest.dcs.view =
        Nodes.withFailover(
            rest.dcs.view,
            Optional.of(
                new ManualFailover(
                    Optional.of("node1"),
                    Optional.empty(),
                    Optional.of(Instant.parse("2026-11-25T03:00:00Z")),
                    15)));
    assertThat(rest.send("DELETE", "/switchover", ""))
        .extracting(Wire::code, Wire::body)
        .containsExactly(200, "scheduled switchover deleted");
    assertThat(rest.dcs.written).containsExactly("failover cleared where 15");
    rest.dcs.wins = false;
    assertThat(rest.send("DELETE", "/switchover", "").code()).isEqualTo(409);
  }

  @Test
  void without_a_body() throws IOException {
    assertThat(rest.send("POST", "/switchover", "").code()).isEqualTo(400);
    assertThat(
            Wire.send(Wire.open(rest.address()), "", "POST /failover HTTP/1.1", "Host: here")
                .code())
        .isEqualTo(411);
  }
}

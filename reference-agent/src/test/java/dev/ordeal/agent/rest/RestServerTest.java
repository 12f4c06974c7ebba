package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.cycle.Requests.Outcome;
import dev.ordeal.agent.policy.SynchronousMode;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests and the exact answers to them, over a connection. */
class RestServerTest {
  private RestFixture rest;

  @BeforeEach
  void start() throws IOException {
    rest = RestFixture.open();
  }

  @AfterEach
  void stop() {
    rest.close();
  }

  @Test
  void the_leader_s_status() throws IOException {
    Wire answer = rest.get("/patroni");
    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("connection", "close")
        .containsEntry("server", "ordeal-reference-agent");
    assertThat(answer.body())
        .isEqualTo(
            "{\"state\":\"running\",\"postmaster_start_time\":\"2026-11-24 16:31:12.763918+00:00\","
                + "\"role\":\"primary\",\"server_version\":150018,"
                + "\"xlog\":{\"location\":67126024},\"timeline\":3,"
                + "\"replication\":[{\"usename\":\"replicator\",\"application_name\":\"node2\","
                + "\"client_addr\":\"10.0.0.2\",\"state\":\"streaming\",\"sync_state\":\"async\","
                + "\"sync_priority\":0}],\"dcs_last_seen\":1795571999,"
                + "\"database_system_identifier\":\"7440000000000000001\","
                + "\"patroni\":{\"version\":\"4.1.5\",\"scope\":\"demo\",\"name\":\"node1\"}}");
  }

  @Test
  void a_proxy_s_check_is_a_status_line_and_asks_no_server() throws IOException {
    for (String method : new String[] {"OPTIONS", "HEAD"}) {
      Wire up = Wire.get(rest.address(), method, "/primary");
      assertThat(up.code()).isEqualTo(200);
      assertThat(up.body()).isEmpty();
      assertThat(Wire.get(rest.address(), method, "/replica").code()).isEqualTo(503);
      assertThat(Wire.get(rest.address(), method, "/liveness").code()).isEqualTo(200);
    }
    assertThat(rest.requests.queries).hasValue(0);
  }

  @Test
  void one_request_a_connection() throws IOException {
    try (Socket socket = Wire.open(rest.address())) {
      Wire first =
          Wire.send(socket, "", "GET /liveness HTTP/1.1", "Host: here", "Connection: keep-alive");
      assertThat(first.code()).isEqualTo(200);
      assertThat(first.headers()).containsEntry("connection", "close");
    }
  }

  @Test
  void a_patch_of_the_configuration() throws IOException {
    Wire answer = rest.send("PATCH", "/config", "{\"ttl\":20,\"pause\":true,\"loop_wait\":null}");
    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.headers()).containsEntry("content-type", "application/json");
    assertThat(answer.body()).isEqualTo("{\"ttl\":20,\"pause\":true}");
    assertThat(rest.dcs.written).containsExactly("config where 9 {ttl=20, pause=true}");
    assertThat(rest.requests.asked).containsExactly("wake");
  }

  @Test
  void a_switchover_to_whoever_is_fit() throws IOException {
    rest.requests.peers = java.util.Map.of("node3", FakeRequests.fit("node3"));
    rest.dcs.onFailover =
        () -> rest.dcs.view = Nodes.withLeader(rest.dcs.view, Optional.of("node3"));
    Wire answer = rest.send("POST", "/switchover", "{\"leader\":\"node1\"}");
    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.headers()).containsEntry("content-type", "text/html");
    assertThat(answer.body()).isEqualTo("Successfully switched over to \"node3\"");
    assertThat(rest.dcs.written).containsExactly("failover {leader=node1}");
    assertThat(rest.requests.asked).containsExactly("peers [node2, node3] for PT2S", "wake");
  }

  @Test
  void a_restart() throws IOException {
    rest.requests.outcome = new Outcome(true, "restarted successfully");
    assertThat(rest.send("POST", "/restart", "{\"role\":\"primary\",\"timeout\":\"1min\"}"))
        .extracting(Wire::code, Wire::body)
        .containsExactly(200, "restarted successfully");
    rest.requests.outcome = new Outcome(false, "restart conditions are not satisfied");
    assertThat(rest.send("POST", "/restart", ""))
        .extracting(Wire::code, Wire::body)
        .containsExactly(503, "restart conditions are not satisfied");
    assertThat(rest.requests.asked)
        .containsExactly("restart {role=primary} within PT1M", "restart {}");
  }

  @Test
  void a_leader_that_goes_on_without_store() throws IOException {
    assertThat(rest.get("/failsafe").code()).isEqualTo(502);
    assertThat(rest.send("POST", "/failsafe", "{\"name\":\"node2\"}").code()).isEqualTo(502);
    rest.requests.snapshot =
        Nodes.replica()
            .with(node -> node.settings = Nodes.settings(false, SynchronousMode.OFF, true, false))
            .snapshot();
    Wire accepted = rest.send("POST", "/failsafe", "{\"name\":\"node2\"}");
    assertThat(accepted.code()).isEqualTo(200);
    assertThat(accepted.body()).isEqualTo("Accepted");
    assertThat(accepted.headers()).containsEntry("lsn", "67126024");
    rest.requests.outcome = new Outcome(false, "Running as a leader");
    assertThat(rest.send("POST", "/failsafe", "{\"name\":\"node2\"}"))
        .extracting(Wire::code, Wire::body)
        .containsExactly(500, "Running as a leader");
  }
}

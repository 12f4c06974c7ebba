package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.SynchronousMode;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only tells something: requests and the exact answers to them, over a connection. */
class StatusTest {
  private RestFixture rest;

  @BeforeEach
  void start() throws IOException {
    rest = RestFixture.open();
  }

  @AfterEach
  void stop() {
    rest.close();
  }

  private static final String LEADER =
      "{\"state\":\"running\",\"postmaster_start_time\":\"2026-11-24 16:31:12.763918+00:00\","
          + "\"role\":\"primary\",\"server_version\":150018,"
          + "\"xlog\":{\"location\":67126024},\"timeline\":3,"
          + "\"replication\":[{\"usename\":\"replicator\",\"application_name\":\"node2\","
          + "\"client_addr\":\"10.0.0.2\",\"state\":\"streaming\",\"sync_state\":\"async\","
          + "\"sync_priority\":0}],\"dcs_last_seen\":1795571999,"
          + "\"database_system_identifier\":\"7440000000000000001\","
          + "\"patroni\":{\"version\":\"4.1.5\",\"scope\":\"demo\",\"name\":\"node1\"}}";

  @Test
  void the_leader_tells_its_status() throws IOException {
    for (String target : new String[] {"/patroni", "/", "/primary", "/leader?lag=0"}) {
      Wire answer = rest.get(target);
      assertThat(answer.code()).isEqualTo(200);
      assertThat(answer.headers()).containsEntry("content-type", "application/json");
      assertThat(answer.body()).isEqualTo(LEADER);
    }
    for (String target : new String[] {"/replica", "/nothing/of/the/kind"}) {
      Wire answer = rest.get(target);
      assertThat(answer.code()).isEqualTo(503);
      assertThat(answer.headers()).containsEntry("content-type", "application/json");
      assertThat(answer.body()).isEqualTo(LEADER);
    }
  }

  @Test
  void a_server_that_is_down_is_not_asked() throws IOException {
    rest.requests.snapshot =
        Nodes.replica()
            .with(node -> {
              node.state = ServerState.STOPPED;
              node.serverRole = Optional.empty();
            })
            .snapshot();
    assertThat(rest.get("/patroni").body())
        .startsWith("{\"state\":\"stopped\",\"role\":\"replica\"");
    assertThat(rest.get("/replica?lag=1MB").code()).isEqualTo(503);
    assertThat(rest.requests.queries).hasValue(0);
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
  void a_limit_of_the_lag_asks_the_server() throws IOException {
    rest.requests.snapshot = Nodes.replica().snapshot();
    rest.requests.server = Optional.of(Nodes.replicaStatus(1_048_577));
    assertThat(Wire.get(rest.address(), "OPTIONS", "/replica?lag=1MB").code()).isEqualTo(503);
    assertThat(Wire.get(rest.address(), "OPTIONS", "/replica?lag=2MB").code()).isEqualTo(200);
    assertThat(Wire.get(rest.address(), "OPTIONS", "/replica").code()).isEqualTo(200);
    assertThat(rest.requests.queries).hasValue(2);
  }

  @Test
  void liveness_and_readiness_have_no_body() throws IOException {
    for (String target : new String[] {"/liveness", "/readiness"}) {
      Wire answer = rest.get(target);
      assertThat(answer.code()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void status_alone_of_what_is_no_health_check() throws IOException {
    for (String target : new String[] {"/patroni", "/cluster", "/history", "/config", "/metrics"}) {
      Wire head = Wire.get(rest.address(), "HEAD", target);
      assertThat(head.code()).as(target).isEqualTo(200);
      assertThat(head.body()).isEmpty();
    }
    assertThat(Wire.get(rest.address(), "HEAD", "/failsafe").code()).isEqualTo(502);
  }

  @Test
  void the_cluster() throws IOException {
    Wire answer = rest.get("/cluster");
    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.headers()).containsEntry("content-type", "application/json");
    assertThat(answer.body())
        .startsWith("{\"members\":[{\"name\":\"node1\",\"role\":\"leader\",\"state\":\"running\"")
        .endsWith("],\"scope\":\"demo\"}");
  }

  @Test
  void the_history() throws IOException {
    assertThat(rest.get("/history").body()).startsWith("[[1,25000000,\"no recovery target");
    rest.requests.snapshot = Nodes.leader().with(node -> node.store = Optional.empty()).snapshot();
    assertThat(rest.get("/history")).extracting(Wire::code, Wire::body).containsExactly(200, "[]");
  }

  @Test
  void the_metrics() throws IOException {
    Wire answer = rest.get("/metrics");
    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.headers()).containsEntry("content-type", "text/plain");
    assertThat(answer.body()).contains("\npatroni_primary{scope=\"demo\",name=\"node1\"} 1\n");
  }

  @Test
  void the_members_of_failsafe_mode() throws IOException {
    Wire off = rest.get("/failsafe");
    assertThat(off.code()).isEqualTo(502);
    assertThat(off.body()).contains("<h1>502 Bad Gateway</h1>");
    rest.requests.snapshot =
        Nodes.leader()
            .with(node -> node.settings = Nodes.settings(false, SynchronousMode.OFF, true, false))
            .snapshot();
    assertThat(rest.get("/failsafe")).extracting(Wire::code, Wire::body).containsExactly(200, "{}");
  }
}

package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.cycle.Requests.Outcome;
import dev.ordeal.agent.policy.SynchronousMode;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private RestFixture rest;

  @BeforeEach
  void start() throws IOException {
    rest = RestFixture.open();
  }

  @AfterEach
  void stop() {
    rest.close();
  }

  private void answers(String method, String target, String body, int code, String text)
      throws IOException {
    Wire answer = rest.send(method, target, body);
    assertThat(answer).extracting(Wire::code, Wire::body).containsExactly(code, text);
    assertThat(answer.headers()).containsEntry("content-type", "text/html");
  }

  @Test
  void reload() throws IOException {
    answers("POST", "/reload", "", 202, "reload scheduled");
    rest.requests.agrees = false;
    Wire withoutLength =
        Wire.send(Wire.open(rest.address()), "", "POST /reload HTTP/1.1", "Host: here");
    assertThat(withoutLength.code()).isEqualTo(202);
    assertThat(rest.requests.asked).containsExactly("reload", "reload");
  }

  @Test
  void restart() throws IOException {
    rest.requests.outcome = new Outcome(true, "restarted successfully");
    answers(
        "POST",
        "/restart",
        "{\"role\":\"primary\",\"timeout\":\"1min\"}",
        200,
        "restarted successfully");
    rest.requests.outcome = new Outcome(false, "restart conditions are not satisfied");
    answers("POST", "/restart", "", 503, "restart conditions are not satisfied");
    answers("POST", "/restart", "{}", 503, "restart conditions are not satisfied");
    answers(
        "POST", "/restart", "{\"what\":1}", 400, "Unknown filter for the scheduled restart: what");
    assertThat(rest.send("POST", "/restart", "[1]").code()).isEqualTo(400);
    assertThat(rest.requests.asked)
        .containsExactly("restart {role=primary} within PT1M", "restart {}", "restart {}");
  }

  @Test
  void restart_later() throws IOException {
    String body = "{\"schedule\":\"2026-11-25T03:00:00+00:00\",\"restart_pending\":true}";
    answers("POST", "/restart", body, 202, "Restart scheduled");
    answers("DELETE", "/restart", "", 200, "scheduled restart deleted");
    rest.requests.agrees = false;
    answers("POST", "/restart", body, 409, "Another restart is already scheduled");
    answers("DELETE", "/restart", "", 404, "no restarts are scheduled");
    rest.requests.snapshot = Nodes.leader().with(node -> node.settings = Nodes.paused()).snapshot();
    answers("POST", "/restart", body, 500, "Can't schedule restart in the paused state");
    assertThat(rest.requests.asked)
        .containsExactly(
            "restart at 2026-11-25T03:00:00Z {restart_pending=true}",
            "no restart",
            "restart at 2026-11-25T03:00:00Z {restart_pending=true}",
            "no restart");
  }

  @Test
  void reinitialize() throws IOException {
    answers("POST", "/reinitialize", "", 200, "reinitialize started");
    answers(
        "POST",
        "/reinitialize",
        "{\"force\":true,\"from_leader\":\"on\"}",
        200,
        "reinitialize started");
    rest.requests.outcome = new Outcome(false, "I am the leader, can not reinitialize");
    answers(
        "POST", "/reinitialize", "{\"force\":false}", 503, "I am the leader, can not reinitialize");
    assertThat(rest.requests.asked)
        .containsExactly("reinitialize", "reinitialize force from leader", "reinitialize");
  }

  @Test
  void a_leader_that_goes_on_without_store() throws IOException {
    String body = "{\"name\":\"node2\",\"api_url\":\"http://node2:8008/patroni\"}";
    assertThat(rest.send("POST", "/failsafe", body).code()).isEqualTo(502);
    rest.requests.snapshot =
        Nodes.replica()
            .with(node -> node.settings = Nodes.settings(false, SynchronousMode.OFF, true, false))
            .snapshot();
    Wire accepted = rest.send("POST", "/failsafe", body);
    assertThat(accepted).extracting(Wire::code, Wire::body).containsExactly(200, "Accepted");
    assertThat(accepted.headers()).containsEntry("lsn", "67126024");
    rest.requests.outcome = new Outcome(false, "Running as a leader");
    answers("POST", "/failsafe", body, 500, "Running as a leader");
    assertThat(rest.requests.asked).containsExactly("failsafe node2", "failsafe node2");
    assertThat(rest.requests.queries).hasValue(0);
  }

  @Test
  void sigterm_is_for_another_system() throws IOException {
    answers("POST", "/sigterm", "", 202, "shutdown scheduled");
  }

  @Test
  void what_there_is_not() throws IOException {
    for (String[] request :
        new String[][] {
          {"POST", "/nothing"}, {"PUT", "/switchover"}, {"DELETE", "/config"}, {"POST", "/mpp"},
          {"POST", "/citus"}, {"POST", "/"}, {"PATCH", "/patroni"}, {"BREW", "/patroni"}
        }) {
      Wire answer = rest.send(request[0], request[1], "{\"a\":1}");
      assertThat(answer.code()).as(request[0] + request[1]).isEqualTo(501);
      assertThat(answer.body()).contains("Server does not support this operation");
    }
  }

  @Test
  void what_goes_wrong_inside() throws IOException {
    rest.requests.broken = true;
    Wire answer = rest.get("/patroni");
    assertThat(answer.code()).isEqualTo(500);
    assertThat(answer.body()).contains("The agent's log tells more");
  }
}

package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.cycle.Requests.Outcome;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.SynchronousMode;
import dev.ordeal.agent.rest.RestSettings.Credentials;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may change something, on a real listener; looking is free to everybody. */
class AccessTest {
  private static RestSettings settings(
      Optional<Credentials> credentials, List<String> allowlist, boolean members) {
    return new RestSettings(
        "127.0.0.1",
        0,
        "10.0.0.1:8008",
        credentials,
        allowlist,
        members,
        Optional.empty(),
        Map.of("X-Extra", "1"),
        Map.of("X-Secure", "1"),
        RestSettings.ServerTokens.PRODUCT_ONLY);
  }

  private static Wire reload(RestFixture rest, String... more) throws IOException {
    String[] lines = new String[more.length + 3];
    lines[0] = "POST /reload HTTP/1.1";
    lines[1] = "Host: here";
    lines[2] = "Content-Length: 0";
    System.arraycopy(more, 0, lines, 3, more.length);
    return Wire.send(Wire.open(rest.address()), "", lines);
  }

  @Test
  void a_password() throws IOException {
    var credentials = Optional.of(new Credentials("admin", "secret"));
    try (var rest = new RestFixture(settings(credentials, List.of(), false))) {
      assertThat(rest.get("/patroni").code()).isEqualTo(200);
      Wire none = reload(rest);
      assertThat(none.code()).isEqualTo(401);
      assertThat(none.body()).isEqualTo("no auth header received");
      assertThat(none.headers())
          .containsEntry("www-authenticate", "Basic realm=\"Patroni\"")
          .containsEntry("server", "Patroni")
          .containsEntry("x-extra", "1")
          .doesNotContainKey("x-secure");
      Wire wrong = reload(rest, "Authorization: Basic YWRtaW46d3Jvbmc=");
      assertThat(wrong.code()).isEqualTo(401);
      assertThat(wrong.body()).isEqualTo("not authenticated");
      assertThat(rest.requests.asked).isEmpty();
      assertThat(reload(rest, "Authorization: Basic YWRtaW46c2VjcmV0").code()).isEqualTo(202);
      for (String[] request :
          new String[][] {
            {"PATCH", "/config"},
            {"PUT", "/config"},
            {"POST", "/restart"},
            {"DELETE", "/restart"},
            {"POST", "/reinitialize"},
            {"POST", "/switchover"},
            {"DELETE", "/switchover"},
            {"POST", "/failover"},
            {"POST", "/failsafe"},
            {"POST", "/sigterm"}
          }) {
        assertThat(rest.send(request[0], request[1], "{\"a\":1}").code())
            .as(request[0] + request[1])
            .isEqualTo(401);
      }
    }
  }

  @Test
  void an_address() throws IOException {
    try (var rest = new RestFixture(settings(Optional.empty(), List.of("10.0.0.0/8"), false))) {
      assertThat(rest.get("/primary").code()).isEqualTo(200);
      Wire refused = reload(rest);
      assertThat(refused.code()).isEqualTo(403);
      assertThat(refused.body()).isEqualTo("Access is denied");
      assertThat(rest.requests.asked).isEmpty();
      rest.server.reload(settings(Optional.empty(), List.of("127.0.0.0/8"), false));
      assertThat(reload(rest).code()).isEqualTo(202);
      rest.server.reload(settings(Optional.empty(), List.of("localhost"), false));
      assertThat(reload(rest).code()).isEqualTo(202);
    }
  }

  @Test
  void the_address_counts_before_the_password() throws IOException {
    var credentials = Optional.of(new Credentials("admin", "secret"));
    try (var rest = new RestFixture(settings(credentials, List.of("10.0.0.0/8"), false))) {
      assertThat(reload(rest).code()).isEqualTo(403);
    }
  }

  private static StoreView clusterAt(String host) {
    Member node2 = Nodes.member("node2", "replica", Optional.of("streaming"));
    Member there =
        new Member(
            node2.name(),
            node2.connectUrl(),
            "http://" + host + ":8008/patroni",
            node2.state(),
            node2.role(),
            node2.version(),
            node2.tags(),
            node2.position(),
            node2.replicationState(),
            node2.timeline(),
            node2.checkpointAfterPromote(),
            node2.paused());
    return Nodes.withMembers(Nodes.cluster(), members -> Map.of("node2", there));
  }

  @Test
  void the_members_addresses() throws IOException {
    try (var rest = new RestFixture(settings(Optional.empty(), List.of(), true))) {
      Nodes.Node node = Nodes.replica();
      node.settings = Nodes.settings(false, SynchronousMode.OFF, true, false);
      node.store = Optional.of(clusterAt("10.0.0.2"));
      rest.requests.snapshot = node.snapshot();
      assertThat(reload(rest).body()).isEqualTo("Access is denied");
      rest.requests.outcome = new Outcome(true, "");
      assertThat(rest.send("POST", "/failsafe", "{\"name\":\"node2\"}").body())
          .isEqualTo("Accepted");
      node.store = Optional.of(clusterAt("127.0.0.1"));
      rest.requests.snapshot = node.snapshot();
      assertThat(reload(rest).code()).isEqualTo(202);
    }
  }

  @Test
  void failsafe_needs_an_address_of_the_list() throws IOException {
    try (var rest = new RestFixture(settings(Optional.empty(), List.of("10.0.0.0/8"), true))) {
      Nodes.Node node = Nodes.replica();
      node.settings = Nodes.settings(false, SynchronousMode.OFF, true, false);
      node.store = Optional.of(clusterAt("127.0.0.1"));
      rest.requests.snapshot = node.snapshot();
      assertThat(rest.send("POST", "/failsafe", "{\"name\":\"node2\"}").body())
          .isEqualTo("Access is denied");
      assertThat(reload(rest).code()).isEqualTo(202);
    }
  }
}

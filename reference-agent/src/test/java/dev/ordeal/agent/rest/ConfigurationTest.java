package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.StoreView;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
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
  void is_told_as_the_store_has_it_now() throws IOException {
    assertThat(rest.get("/config").body()).isEqualTo("{\"ttl\":30,\"loop_wait\":10}");
    rest.requests.snapshot = Nodes.leader().with(node -> node.store = Optional.empty()).snapshot();
    assertThat(rest.get("/config").body()).isEqualTo("{\"ttl\":30,\"loop_wait\":10}");
  }

  @Test
  void is_told_as_last_seen_while_the_store_is_out() throws IOException {
    rest.dcs.reachable = false;
    assertThat(rest.get("/config").body()).isEqualTo("{\"ttl\":30,\"loop_wait\":10}");
    rest.requests.snapshot = Nodes.leader().with(node -> node.storeReachable = false).snapshot();
    assertThat(rest.get("/config").body()).isEqualTo("{\"ttl\":30,\"loop_wait\":10}");
  }

  @Test
  void there_may_be_none() throws IOException {
    rest.dcs.view = StoreView.EMPTY;
    assertThat(rest.get("/config").code()).isEqualTo(502);
    assertThat(rest.send("PATCH", "/config", "{\"ttl\":20}").code()).isEqualTo(503);
    assertThat(rest.dcs.written).isEmpty();
  }

  @Test
  void a_patch_answers_with_the_whole() throws IOException {
    Wire answer = rest.send("PATCH", "/config", "{\"ttl\":20,\"pause\":true,\"loop_wait\":null}");
    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.headers()).containsEntry("content-type", "application/json");
    assertThat(answer.body()).isEqualTo("{\"ttl\":20,\"pause\":true}");
    assertThat(rest.dcs.written).containsExactly("config where 9 {ttl=20, pause=true}");
    assertThat(rest.requests.asked).containsExactly("wake");
  }

  @Test
  void a_patch_that_changes_nothing_writes_nothing() throws IOException {
    Wire answer = rest.send("PATCH", "/config", "{\"ttl\":30,\"pause\":null}");
    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"ttl\":30,\"loop_wait\":10}");
    assertThat(rest.dcs.written).isEmpty();
    assertThat(rest.requests.asked).containsExactly("wake");
  }

  @Test
  void a_patch_that_comes_too_late() throws IOException {
    rest.dcs.wins = false;
    Wire answer = rest.send("PATCH", "/config", "{\"ttl\":20}");
    assertThat(answer.code()).isEqualTo(409);
    assertThat(answer.body()).contains("<h1>409 Conflict</h1>");
    assertThat(rest.requests.asked).isEmpty();
  }

  @Test
  void a_patch_while_the_store_is_out() throws IOException {
    rest.dcs.reachable = false;
    assertThat(rest.send("PATCH", "/config", "{\"ttl\":20}").code()).isEqualTo(503);
  }

  @Test
  void a_put_replaces_it() throws IOException {
    Wire answer = rest.send("PUT", "/config", "{\"ttl\":20}");
    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"ttl\":20}");
    assertThat(rest.dcs.written).containsExactly("config {ttl=20}");
    rest.dcs.writable = false;
    assertThat(rest.send("PUT", "/config", "{\"ttl\":21}").code()).isEqualTo(502);
    assertThat(rest.send("PUT", "/config", "{\"ttl\":30,\"loop_wait\":10}").code()).isEqualTo(200);
  }

  @Test
  void a_body_that_is_none() throws IOException {
    for (String body : new String[] {"", "{", "[]", "5", "null", "{}", "ttl=20"}) {
      Wire answer = rest.send("PATCH", "/config", body);
      assertThat(answer.code()).as(body).isEqualTo(400);
      assertThat(answer.headers().get("content-type")).startsWith("text/html");
    }
    Wire noLength =
        Wire.send(Wire.open(rest.address()), "", "PATCH /config HTTP/1.1", "Host: here");
    assertThat(noLength.code()).isEqualTo(411);
    assertThat(rest.dcs.written).isEmpty();
  }

  @Test
  void a_body_that_is_too_long() throws IOException {
    String body = "{\"a\":\"" + "x".repeat(2 * 1024 * 1024 - 8) + "\"}";
    assertThat(rest.send("PATCH", "/config", body).code()).isEqualTo(413);
  }
}

package dev.ordeal.containers.probes;

import dev.ordeal.environment.Ports;
import dev.ordeal.environment.Probes.AgentView;
import dev.ordeal.evidence.Reach;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks an agent's REST API, at its container's own address. Every answer of a health check tells in
 * its body what {@code /patroni} would, whatever its status, so that is not asked as well: each
 * question costs the agent a thread and a query.
 */
final class AgentProbe {
  private static final ObjectMapper JSON = JsonMapper.shared();

  private final HttpClient http;
  private final String base;

  AgentProbe(HttpClient http, String address) {
    this.http = http;
    this.base = "http://" + address + ":" + Ports.REST;
  }

  AgentView view(Duration limit) {
    var primary = get("/primary", limit);
    var replica = get("/replica", limit);
    try {
      CompletableFuture.allOf(primary, replica).get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return answered(
          replica.resultNow().body(),
          primary.resultNow().statusCode(),
          replica.resultNow().statusCode());
    } catch (ExecutionException | TimeoutException e) {
      return unanswered(Reaches.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unanswered(Reach.FAILED);
    }
  }

  private CompletableFuture<HttpResponse<String>> get(String path, Duration limit) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(limit).GET().build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  static AgentView answered(String body, int primary, int replica) {
    try {
      JsonNode status = JSON.readTree(body);
      return new AgentView(
          Reach.ANSWERED,
          Optional.of(primary),
          Optional.of(replica),
          Optional.ofNullable(status.get("state")).map(JsonNode::asString),
          Optional.ofNullable(status.get("role")).map(JsonNode::asString),
          Optional.ofNullable(status.get("timeline"))
              .filter(JsonNode::isNumber)
              .map(JsonNode::asInt));
    } catch (JacksonException e) {
      return new AgentView(
          Reach.FAILED,
          Optional.of(primary),
          Optional.of(replica),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  private static AgentView unanswered(Reach reach) {
    return new AgentView(
        reach,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}

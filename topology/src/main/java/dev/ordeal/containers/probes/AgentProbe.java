package dev.ordeal.containers.probes;

import dev.ordeal.environment.Ports;
import dev.ordeal.environment.Probes.AgentView;
import dev.ordeal.evidence.Reach;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
  private static final int LEAST_ERROR = 400;

  private final String base;

  private record Answer(int status, String body) {}

  AgentProbe(String address) {
    this.base = "http://" + address + ":" + Ports.REST;
  }

  AgentView view(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    FutureTask<Answer> primary = asked("/primary", limit);
    FutureTask<Answer> replica = asked("/replica", limit);
    try {
      Answer first = primary.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      Answer second = replica.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      return answered(second.body(), first.status(), second.status());
    } catch (ExecutionException | TimeoutException e) {
      return unanswered(Reaches.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unanswered(Reach.FAILED);
    } finally {
      // The interrupt ends the call of a virtual thread at once.
      primary.cancel(true);
      replica.cancel(true);
    }
  }

  /** The answer under way. The JDK's newer client costs several times as much a call. */
  private FutureTask<Answer> asked(String path, Duration limit) {
    FutureTask<Answer> task = new FutureTask<>(() -> get(path, limit));
    Thread.ofVirtual().name("ask " + base + path).start(task);
    return task;
  }

  private Answer get(String path, Duration limit) throws IOException {
    int millis = (int) Math.max(1, limit.toMillis());
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(base + path).toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(millis);
    connection.setReadTimeout(millis);
    int status = connection.getResponseCode();
    try (InputStream body =
        status >= LEAST_ERROR ? connection.getErrorStream() : connection.getInputStream()) {
      String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(status, text);
    }
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

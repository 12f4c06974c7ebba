package dev.ordeal.containers;

import dev.ordeal.containers.addresses.AddressPlan;
import dev.ordeal.environment.Operation;
import dev.ordeal.environment.Operations;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Operations by Patroni's REST API with Basic authentication, at the containers' addresses. */
final class RestOperations implements Operations, AutoCloseable {
  private final EnvironmentPlan plan;
  private final AddressPlan addresses;
  private final Supplier<Optional<NodeName>> leader;
  private final String authorization;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  /** One request. */
  private record Request(String method, NodeName node, String path, String body) {}

  /**
   * @param leader who holds the leader key now; asked for what any agent may answer
   * @param password of the user {@code ordeal}
   */
  RestOperations(
      EnvironmentPlan plan,
      AddressPlan addresses,
      Supplier<Optional<NodeName>> leader,
      String password) {
    this.plan = plan;
    this.addresses = addresses;
    this.leader = leader;
    byte[] credentials = ("ordeal:" + password).getBytes(StandardCharsets.UTF_8);
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
  }

  @Override
  public Answer perform(Operation operation, Duration limit) {
    return switch (operation) {
      case Operation.Switchover(NodeName from, Optional<NodeName> to) ->
          send(new Request("POST", from, "/switchover", switchover(from, to)), limit);
      case Operation.Failover(NodeName candidate) ->
          send(
              new Request(
                  "POST", candidate, "/failover", json(Map.of("candidate", candidate.value()))),
              limit);
      case Operation.Reconfigure(var configuration) -> reconfigure(configuration, limit);
      case Operation.RestartServer(NodeName node) ->
          send(new Request("POST", node, "/restart", "{}"), limit);
      case Operation.Reinitialize(NodeName node) ->
          send(new Request("POST", node, "/reinitialize", json(Map.of("force", true))), limit);
      case Operation.Maintenance(boolean on) ->
          send(
              new Request(
                  "PATCH", anyAgent(), "/config", on ? "{\"pause\":true}" : "{\"pause\":null}"),
              limit);
    };
  }

  /** Whether {@code node} says that it is in maintenance mode; empty where it says nothing. */
  Optional<Boolean> isPaused(NodeName node, Duration limit) {
    Answer answer = send(new Request("GET", node, "/patroni", ""), limit);
    return answer.status() == 0
        ? Optional.empty()
        : Optional.of(JsonMapper.shared().readTree(answer.text()).path("pause").asBoolean(false));
  }

  private Answer reconfigure(Map<String, String> configuration, Duration limit) {
    try {
      return send(new Request("PATCH", anyAgent(), "/config", nested(configuration)), limit);
    } catch (JacksonException e) {
      return new Answer(0, "a value of the configuration is no JSON: " + e.getOriginalMessage());
    }
  }

  /** Dotted names become nested objects: {@code postgresql.parameters.work_mem}. */
  static String nested(Map<String, String> configuration) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    configuration.forEach((name, value) -> {
      List<String> path = List.of(name.split("\\.", -1));
      ObjectNode folder = root;
      for (String step : path.subList(0, path.size() - 1)) {
        folder = folder.withObjectProperty(step);
      }
      JsonNode json = JsonMapper.shared().readTree(value);
      folder.set(path.getLast(), json);
    });
    return root.toString();
  }

  private static String switchover(NodeName from, Optional<NodeName> to) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("leader", from.value());
    to.ifPresent(candidate -> body.put("candidate", candidate.value()));
    return json(body);
  }

  private static String json(Map<String, Object> body) {
    return JsonMapper.shared().writeValueAsString(body);
  }

  /** The leader where there is one, since it is sure to have an agent; else the first node. */
  private NodeName anyAgent() {
    return leader.get().orElse(plan.nodes().getFirst());
  }

  private Answer send(Request request, Duration limit) {
    URI uri =
        URI.create("http://" + addresses.of(request.node()) + ":" + Ports.REST + request.path());
    HttpRequest built =
        HttpRequest.newBuilder(uri)
            .timeout(limit)
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()))
            .build();
    try {
      HttpResponse<String> answer = http.send(built, HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      return new Answer(0, String.valueOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(0, "interrupted");
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}

package dev.ordeal.simulation;

import dev.ordeal.agent.rest.RestRequest;
import dev.ordeal.agent.rest.RestResponse;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Operation;
import dev.ordeal.environment.Operations;
import dev.ordeal.environment.Ports;
import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.agent.RestCall;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.world.Mailbox;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Operations by the agents' REST API, as in containers, past every link. */
final class SimulatedOperations implements Operations {
  private final Supplier<SimulatedCluster> running;
  private final Function<Duration, Optional<NodeName>> leader;

  /**
   * @param leader who holds the leader key now; asked for what any agent may answer
   */
  SimulatedOperations(
      Supplier<SimulatedCluster> running, Function<Duration, Optional<NodeName>> leader) {
    this.running = running;
    this.leader = leader;
  }

  @Override
  public Answer perform(Operation operation, Duration limit) {
    return switch (operation) {
      case Operation.Switchover(NodeName from, Optional<NodeName> to) -> {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("leader", from.value());
        to.ifPresent(candidate -> body.put("candidate", candidate.value()));
        yield send("POST", from, "/switchover", json(body), limit);
      }
      case Operation.Failover(NodeName candidate) ->
          send("POST", candidate, "/failover", json(Map.of("candidate", candidate.value())), limit);
      case Operation.Reconfigure(var configuration) -> reconfigure(configuration, limit);
      case Operation.RestartServer(NodeName node) -> send("POST", node, "/restart", "{}", limit);
      case Operation.Reinitialize(NodeName node) ->
          send("POST", node, "/reinitialize", json(Map.of("force", true)), limit);
      case Operation.Maintenance(boolean on) ->
          send(
              "PATCH",
              anyAgent(limit),
              "/config",
              on ? "{\"pause\":true}" : "{\"pause\":null}",
              limit);
    };
  }

  private Answer reconfigure(SortedMap<String, String> configuration, Duration limit) {
    try {
      return send("PATCH", anyAgent(limit), "/config", nested(configuration), limit);
    } catch (JacksonException e) {
      return new Answer(0, "a value of the configuration is no JSON: " + e.getOriginalMessage());
    }
  }

  private static String nested(SortedMap<String, String> configuration) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    configuration.forEach((name, value) -> {
      List<String> path = List.of(name.split("\\.", -1));
      ObjectNode folder = root;
      for (String step : path.subList(0, path.size() - 1)) {
        folder = folder.withObjectProperty(step);
      }
      folder.set(path.getLast(), JsonMapper.shared().readTree(value));
    });
    return root.toString();
  }

  private static String json(Map<String, Object> body) {
    return JsonMapper.shared().writeValueAsString(body);
  }

  private NodeName anyAgent(Duration limit) {
    return leader.apply(limit).orElse(running.get().plan().nodes().getFirst());
  }

  private Answer send(String method, NodeName node, String path, String body, Duration limit) {
    SimulatedCluster cluster = running.get();
    Mailbox<Optional<RestResponse>> answers = cluster.world().mailbox();
    RestCall call =
        new RestCall(
            cluster.network(),
            cluster.judge(),
            new Link(Network.JUDGE, node.value(), Ports.REST),
            RestRequest.local(method, path, Optional.of(body)),
            answer -> answers.put(Optional.of(answer)),
            () -> answers.put(Optional.empty()));
    Optional<Optional<RestResponse>> answer = answers.take(limit);
    if (answer.isEmpty()) {
      call.giveUp();
      return new Answer(0, node + " does not answer");
    }
    return answer
        .get()
        .map(each -> new Answer(each.code(), each.body().orElse("")))
        .orElseGet(() -> new Answer(0, node + " refused the connection"));
  }
}

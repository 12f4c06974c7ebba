package dev.ordeal.simulation.agent;

import dev.ordeal.agent.rest.RestRequest;
import dev.ordeal.agent.rest.RestResponse;
import dev.ordeal.simulation.delays.Delay;
import dev.ordeal.simulation.network.Connection;
import dev.ordeal.simulation.network.Host;
import dev.ordeal.simulation.network.OsProcess;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.TaskGroup;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The port of an agent's REST API: the real handlers, without HTTP around them. Each request has a
 * task of its own; a health check that looks at nothing but what was published needs none.
 */
public final class AgentPort implements Host.Listener {
  private final SimulatedWorld world;
  private final OsProcess process;
  private final TaskGroup group;
  private final Function<RestRequest, RestResponse> api;
  private final Delay takes;
  private final RandomGenerator random;

  AgentPort(
      SimulatedWorld world,
      OsProcess process,
      TaskGroup group,
      Function<RestRequest, RestResponse> api,
      Delay takes) {
    this.world = world;
    this.process = process;
    this.group = group;
    this.api = api;
    this.takes = takes;
    this.random = world.random("rest " + process.host().name());
  }

  @Override
  public OsProcess process() {
    return process;
  }

  @Override
  public void accept(Connection connection) {
    connection.serveBy(this);
  }

  /** Answers; {@code answer} runs in the agent's process. */
  public void handle(RestRequest request, Consumer<RestResponse> answer) {
    boolean published =
        request.method().equals("OPTIONS")
            && request.query().isEmpty()
            && request.patience().isZero();
    world.after(
        takes.draw(random),
        () ->
            process.handle(() -> {
              if (published) {
                answer.accept(api.apply(request));
              } else {
                group.spawn("rest", () -> answer.accept(api.apply(request)));
              }
            }));
  }
}

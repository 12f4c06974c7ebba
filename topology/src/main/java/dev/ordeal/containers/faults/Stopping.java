package dev.ordeal.containers.faults;

import dev.ordeal.containers.engine.Part;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Component;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.fault.Fault;
import dev.ordeal.environment.fault.Stop;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.Moment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A clean stop: SIGTERM to a container or an agent, a fast shutdown of a server. */
final class Stopping {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Stopping() {}

  static AppliedFault apply(Place place, Stop fault) throws IOException, FaultUnavailable {
    return of(place, fault, fault.component());
  }

  /** Stops {@code component}; healing starts it again. */
  static AppliedFault of(Place place, Fault fault, Component component)
      throws IOException, FaultUnavailable {
    List<String> targets = List.of(component.toString());
    return switch (component) {
      case Component.Node(NodeName host) -> container(place, fault, host);
      case Component.StoreMember(NodeName host) -> container(place, fault, host);
      case Component.Proxy(NodeName host) -> container(place, fault, host);
      case Component.Agent(NodeName host) -> {
        NodeProcesses processes = new NodeProcesses(place.part(host));
        String pid = processes.agent();
        processes.signal("TERM", pid);
        awaitEnd(place, processes, pid);
        yield Applied.lasting(
            fault,
            targets,
            "SIGTERM",
            () -> Killing.gone(processes, pid),
            Killing.agentStarter(processes));
      }
      case Component.Server(NodeName host) -> {
        NodeProcesses processes = new NodeProcesses(place.part(host));
        String pid = processes.server();
        processes.stopServer();
        awaitEnd(place, processes, pid);
        yield Applied.momentary(
            fault,
            targets,
            "fast shutdown",
            () -> Killing.gone(processes, pid),
            "left to the agent, which starts its server");
      }
      case Component.Guardian(NodeName host) ->
          throw new FaultUnavailable(
              "a guardian cannot be stopped, only killed or paused: " + host);
      case Component.Backend(NodeName host) ->
          throw new FaultUnavailable("a client backend cannot be stopped, only killed: " + host);
    };
  }

  private static void awaitEnd(Place place, NodeProcesses processes, String pid)
      throws IOException {
    Moment deadline = place.world().monotonic().plus(PATIENCE);
    while (processes.runs(pid)) {
      if (place.world().monotonic().isAfter(deadline)) {
        throw new IOException("process " + pid + " did not stop within " + PATIENCE);
      }
      place.world().sleep(Duration.ofMillis(50));
    }
  }

  private static AppliedFault container(Place place, Fault fault, NodeName host) {
    Part part = place.part(host);
    part.stop(PATIENCE);
    return Applied.lasting(
        fault,
        List.of(host.value()),
        "SIGTERM",
        () -> Killing.exited(part),
        () -> {
          part.start();
          return "started";
        });
  }
}

package dev.ordeal.containers.faults;

import dev.ordeal.containers.engine.Part;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Component;
import dev.ordeal.environment.fault.Fault;
import dev.ordeal.environment.fault.Kill;
import dev.ordeal.names.NodeName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** SIGKILL: to a whole container, or to single processes in a node's container that lives on. */
final class Killing {
  private static final String VICTIM =
      "select pid from pg_stat_activity where backend_type = 'client backend'"
          + " and datname = 'ordeal' and application_name = 'ordeal' order by backend_start, pid";

  private Killing() {}

  static AppliedFault apply(Place place, Kill fault) throws IOException {
    List<String> targets = List.of(fault.component().toString());
    return switch (fault.component()) {
      case Component.Node(NodeName host) -> container(place, fault, host);
      case Component.StoreMember(NodeName host) -> container(place, fault, host);
      case Component.Proxy(NodeName host) -> container(place, fault, host);
      case Component.Agent(NodeName host) -> {
        NodeProcesses processes = new NodeProcesses(place.part(host));
        String pid = processes.agent();
        processes.signal("KILL", pid);
        yield Applied.lasting(
            fault, targets, "SIGKILL", () -> gone(processes, pid), agentStarter(processes));
      }
      case Component.Server(NodeName host) -> {
        NodeProcesses processes = new NodeProcesses(place.part(host));
        String pid = processes.server();
        processes.signalServer("KILL");
        yield Applied.momentary(
            fault,
            targets,
            "SIGKILL to the postmaster and all its children",
            () -> gone(processes, pid),
            "left to the agent, which starts its server");
      }
      case Component.Guardian(NodeName host) -> {
        NodeProcesses processes = new NodeProcesses(place.part(host));
        String pid = processes.guardian();
        processes.signal("KILL", pid);
        yield Applied.momentary(
            fault,
            targets,
            "SIGKILL",
            () -> gone(processes, pid),
            "left to the agent, which replaces its guardian");
      }
      case Component.Backend(NodeName host) -> {
        NodeProcesses processes = new NodeProcesses(place.part(host));
        String pid =
            Superuser.ask(place, host, VICTIM)
                .orElseThrow(() -> new IOException("no client has a backend in " + host));
        processes.signal("KILL", pid);
        yield Applied.momentary(
            fault,
            targets,
            "SIGKILL to a client backend",
            () -> gone(processes, pid),
            "left to the server, which recovers from the crash");
      }
    };
  }

  private static AppliedFault container(Place place, Fault fault, NodeName host) {
    Part part = place.part(host);
    part.kill();
    return Applied.lasting(
        fault,
        List.of(host.value()),
        "SIGKILL",
        () -> exited(part),
        () -> {
          part.start();
          return "started";
        });
  }

  static Optional<String> exited(Part part) {
    return part.status().equals("exited")
        ? Optional.of("the container of " + part.name() + " has ended")
        : Optional.empty();
  }

  static Optional<String> gone(NodeProcesses processes, String pid) {
    return processes.runs(pid)
        ? Optional.empty()
        : Optional.of("process " + pid + " of " + processes.node().name() + " is gone");
  }

  /** Brings the agent back, in a container that may have been started anew meanwhile. */
  static Applied.Cure agentStarter(NodeProcesses processes) {
    return () -> {
      processes.startAgent();
      return "agent started";
    };
  }
}

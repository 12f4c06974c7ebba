package dev.ordeal.containers.faults;

import dev.ordeal.containers.engine.Part;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Component;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.fault.Pause;
import dev.ordeal.evidence.Reach;
import dev.ordeal.names.NodeName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The freezer for a container; SIGSTOP for an agent, or for a postmaster with all its children. */
final class Pausing {
  private static final Duration GLANCE = Duration.ofMillis(400);

  private Pausing() {}

  static AppliedFault apply(Place place, Pause fault) throws IOException, FaultUnavailable {
    List<String> targets = List.of(fault.component().toString());
    return switch (fault.component()) {
      case Component.Node(NodeName host) -> container(place, fault, host);
      case Component.StoreMember(NodeName host) -> container(place, fault, host);
      case Component.Proxy(NodeName host) -> container(place, fault, host);
      case Component.Agent(NodeName host) -> {
        NodeProcesses processes = new NodeProcesses(place.part(host));
        String pid = processes.agent();
        processes.signal("STOP", pid);
        yield Applied.lasting(
            fault,
            targets,
            "SIGSTOP",
            () -> silent(place.probes().agent(host, GLANCE).reach(), "the agent answers nothing"),
            () -> resume(processes, pid));
      }
      case Component.Server(NodeName host) -> {
        NodeProcesses processes = new NodeProcesses(place.part(host));
        processes.server();
        processes.signalServer("STOP");
        yield Applied.lasting(
            fault,
            targets,
            "SIGSTOP to the postmaster and all its children",
            () -> silent(place.probes().server(host, GLANCE).reach(), "the server answers nothing"),
            () -> resumeServer(processes));
      }
      case Component.Guardian(NodeName host) -> {
        NodeProcesses processes = new NodeProcesses(place.part(host));
        String pid = processes.guardian();
        processes.signal("STOP", pid);
        yield Applied.lasting(
            fault, targets, "SIGSTOP", () -> stopped(processes, pid), () -> resume(processes, pid));
      }
      case Component.Backend(NodeName host) ->
          throw new FaultUnavailable("a client backend cannot be paused alone: " + host);
    };
  }

  /** One that was replaced since was stopped as well: nobody could have ended it otherwise. */
  private static Optional<String> stopped(NodeProcesses processes, String pid) throws IOException {
    if (!processes.runs(pid)) {
      return Optional.of("process " + pid + " was replaced meanwhile");
    }
    return processes.state(pid).equals("T")
        ? Optional.of("process " + pid + " is stopped")
        : Optional.empty();
  }

  private static Optional<String> silent(Reach reach, String words) {
    return reach == Reach.SILENT ? Optional.of(words) : Optional.empty();
  }

  /** What was killed in the meantime needs no resuming. */
  private static String resume(NodeProcesses processes, String pid) throws IOException {
    if (!processes.node().status().equals("running") || !processes.runs(pid)) {
      return "it is gone: nothing to resume";
    }
    processes.signal("CONT", pid);
    return "SIGCONT";
  }

  private static String resumeServer(NodeProcesses processes) throws IOException {
    if (!processes.node().status().equals("running") || !processes.run("server-pid").ok()) {
      return "it is gone: nothing to resume";
    }
    processes.signalServer("CONT");
    return "SIGCONT";
  }

  private static AppliedFault container(Place place, Pause fault, NodeName host) {
    Part part = place.part(host);
    part.pause();
    return Applied.lasting(
        fault,
        List.of(host.value()),
        "freezer",
        () ->
            part.status().equals("paused")
                ? Optional.of("every process of " + host + " is frozen")
                : Optional.empty(),
        () -> {
          part.resume();
          return "thawed";
        });
  }
}

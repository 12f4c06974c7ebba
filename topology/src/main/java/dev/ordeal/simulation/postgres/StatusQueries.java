package dev.ordeal.simulation.postgres;

import dev.ordeal.agent.cycle.ServerStatus;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.names.Lsn;
import dev.ordeal.names.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a server that takes connections says of itself, and of the standbys that it sends to. */
record StatusQueries(Instance instance, DataDirectory data) {
  private static final int VERSION = 170_000;

  /** As the agent asks it; {@code state} is what the agent calls it. */
  Server describe(ServerState state) {
    Optional<Lsn> flushed = Optional.of(new Lsn(data.flushed));
    return new Server(
        state,
        Server.DataDirectory.VALID,
        Optional.of(role()),
        Optional.of(data.timelines.current()),
        flushed,
        onReplica(flushed),
        onReplica(Optional.of(new Lsn(data.replayedTo()))),
        data.files().upstream(),
        instance.streams(),
        standbys(),
        instance.synchronous().names(),
        Optional.of(data.systemIdentifier),
        false,
        data.files().hasStandbySignal());
  }

  /** As the agent's REST API asks it. */
  ServerStatus status() {
    Optional<Lsn> flushed = Optional.of(new Lsn(data.flushed));
    return new ServerStatus(
        "2026-01-01 00:00:00." + instance.startedAt() / 1000 + "+00:00",
        VERSION,
        role(),
        data.timelines.current(),
        instance.isPrimary() ? flushed : Optional.empty(),
        onReplica(flushed),
        onReplica(Optional.of(new Lsn(data.replayedTo()))),
        Optional.empty(),
        false,
        onReplica(flushed),
        instance.streams() ? Optional.of("streaming") : Optional.empty(),
        replicas());
  }

  private Role role() {
    return instance.isPrimary() ? Role.PRIMARY : Role.REPLICA;
  }

  private Optional<Lsn> onReplica(Optional<Lsn> position) {
    return instance.isPrimary() ? Optional.empty() : position;
  }

  private List<Server.Standby> standbys() {
    List<Server.Standby> standbys = new ArrayList<>();
    for (Sender sender : instance.senders().all()) {
      standbys.add(
          new Server.Standby(
              sender.name(),
              state(sender),
              instance.synchronous().state(sender),
              new Lsn(sender.flushed()),
              new Lsn(sender.flushed()),
              new Lsn(sender.replayed())));
    }
    standbys.sort(Comparator.comparing(Server.Standby::name));
    return standbys;
  }

  private List<ServerStatus.Replica> replicas() {
    List<ServerStatus.Replica> replicas = new ArrayList<>();
    for (Sender sender : instance.senders().all()) {
      replicas.add(
          new ServerStatus.Replica(
              "replicator",
              sender.name(),
              Optional.of(sender.name()),
              state(sender),
              instance.synchronous().state(sender),
              instance.synchronous().priority(sender)));
    }
    replicas.sort(Comparator.comparing(ServerStatus.Replica::applicationName));
    return replicas;
  }

  private static String state(Sender sender) {
    return sender.streams() ? "streaming" : "catchup";
  }
}

package dev.ordeal.agent.policy;

import java.util.Optional;

/** Contract, sections 4.1 (6), 7.1 and 7.2. */
final class DataDirectoryEmpty implements Rule {
  @Override
  public String name() {
    return "data-directory-empty";
  }

  @Override
  public String sentence() {
    return "A node without data, or with what a copy or a rewind has left that was broken off,"
        + " releases the key and makes a cluster or copies one, in the first node of a standby"
        + " cluster from the remote primary.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    if (!wantsCopy(seen.server().dataDirectory()) || !seen.server().isDown()) {
      return silent();
    }
    if (seen.isNamedLeader()) {
      return say(
          "released leader key voluntarily as data dir empty and currently leader",
          new Action.ReleaseLeaderKey());
    }
    if (seen.settings().paused()) {
      return say(
          isUnfinished(seen)
              ? "PAUSE: data directory is what a copy that was broken off has left"
              : "PAUSE: data directory is empty");
    }
    Optional<Member> leader = seen.otherLeader();
    if (leader.isPresent()) {
      return copy(seen, leader.get());
    }
    return seen.store().initialize().isPresent() ? waiting(seen) : make(seen);
  }

  private static boolean wantsCopy(Server.DataDirectory data) {
    return data == Server.DataDirectory.EMPTY || data == Server.DataDirectory.UNFINISHED;
  }

  private static boolean isUnfinished(Observation seen) {
    return seen.server().dataDirectory() == Server.DataDirectory.UNFINISHED;
  }

  private Optional<Decision> copy(Observation seen, Member leader) {
    Member source = Sources.cloneFrom(seen).orElse(leader);
    if (!source.hasAddress()) {
      return say("trying to bootstrap from leader; its address is not known yet");
    }
    return say(
        source.name().equals(leader.name())
            ? "trying to bootstrap from leader '" + leader.name() + "'"
            : "trying to bootstrap from replica '" + source.name() + "'",
        new Action.Clone(source, Sources.upstream(seen)));
  }

  private Optional<Decision> waiting(Observation seen) {
    return say(
        seen.store().initialize().filter(String::isEmpty).isPresent()
            ? "waiting for leader to bootstrap"
            : "waiting for a leader to copy from");
  }

  private Optional<Decision> make(Observation seen) {
    if (!seen.wanted().bootstrap() || seen.tags().noFailover()) {
      return say("waiting for leader to bootstrap");
    }
    if (seen.watchdogFailed()) {
      return say("waiting: a new cluster needs the watchdog device, which cannot be used");
    }
    if (seen.lease().id().isEmpty()) {
      // Whoever claims the bootstrap must be able to take the key: nobody else may try again.
      return say("waiting for a lease before a new cluster is made");
    }
    if (isUnfinished(seen) && seen.settings().standbyCluster().isEmpty()) {
      return say("waiting for a leader to copy from; what is here was broken off");
    }
    return seen.settings()
        .standbyCluster()
        .flatMap(remote ->
            say(
                "trying to bootstrap a new standby leader",
                new Action.CreateInitialize(""),
                new Action.BootstrapFromRemote(remote)))
        .or(() ->
            say(
                "trying to bootstrap a new cluster",
                new Action.CreateInitialize(""),
                new Action.Bootstrap()));
  }
}

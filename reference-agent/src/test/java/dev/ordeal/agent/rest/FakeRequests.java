package dev.ordeal.agent.rest;

import dev.ordeal.agent.cycle.NodeSnapshot;
import dev.ordeal.agent.cycle.Requests;
import dev.ordeal.agent.cycle.ServerStatus;
import dev.ordeal.agent.policy.PeerAnswer;
import dev.ordeal.agent.policy.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** An agent that says what it is told to, and writes down what it is asked. */
final class FakeRequests implements Requests {
  volatile NodeSnapshot snapshot = Nodes.leader().snapshot();
  volatile Optional<ServerStatus> server = Optional.of(Nodes.primaryStatus());
  volatile Map<String, Map<String, Object>> memberValues = Map.of();
  volatile Outcome outcome = new Outcome(true, "");
  volatile boolean agrees = true;
  volatile boolean broken;

  /** What happens while a caller waits for the end of a restart. */
  volatile Runnable onRestart = () -> {};

  /** What happens while a caller waits for news of the node. */
  volatile Runnable onWaiting = () -> {};

  volatile Map<String, PeerAnswer> peers = Map.of();
  final AtomicInteger queries = new AtomicInteger();
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** A peer that could take over. */
  static PeerAnswer fit(String name) {
    return new PeerAnswer(
        name, true, false, Optional.of(Nodes.LEADER_AT), Optional.of(3), Tags.NONE, false);
  }

  @Override
  public NodeSnapshot snapshot() {
    if (broken) {
      throw new IllegalStateException("broken as told");
    }
    return snapshot;
  }

  @Override
  public NodeSnapshot snapshotAfter(NodeSnapshot known, Duration limit) {
    asked.add("news within " + limit);
    onWaiting.run();
    return snapshot;
  }

  @Override
  public Map<String, Map<String, Object>> memberValues() {
    return memberValues;
  }

  @Override
  public Optional<ServerStatus> serverStatus() {
    queries.incrementAndGet();
    return server;
  }

  @Override
  public void wake() {
    asked.add("wake");
  }

  @Override
  public void reload() {
    asked.add("reload");
  }

  @Override
  public Outcome restart(Map<String, Object> filters, Optional<Duration> timeout) {
    asked.add("restart " + filters + timeout.map(limit -> " within " + limit).orElse(""));
    onRestart.run();
    return outcome;
  }

  @Override
  public boolean scheduleRestart(Instant when, Map<String, Object> filters) {
    asked.add("restart at " + when + " " + filters);
    return agrees;
  }

  @Override
  public boolean cancelScheduledRestart() {
    asked.add("no restart");
    return agrees;
  }

  @Override
  public Outcome reinitialize(boolean force, boolean fromLeader) {
    asked.add("reinitialize" + (force ? " force" : "") + (fromLeader ? " from leader" : ""));
    return outcome;
  }

  @Override
  public Outcome failsafe(Map<String, Object> leader) {
    asked.add("failsafe " + leader.get("name"));
    return outcome;
  }

  @Override
  public Map<String, PeerAnswer> askPeers(Collection<String> names, Duration limit) {
    asked.add("peers " + names + " for " + limit);
    Map<String, PeerAnswer> answers = new LinkedHashMap<>();
    names.forEach(name -> answers.put(name, peers.getOrDefault(name, PeerAnswer.silent(name))));
    return answers;
  }
}

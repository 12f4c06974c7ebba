package dev.ordeal.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Evidence made by hand, in milliseconds since the start of the run, for tests of whatever reads
 * evidence. Three nodes, asynchronous, by default. Events are put in order of {@code atNs}.
 */
public final class EvidenceBuilder {
  private static final long MS = 1_000_000;
  private final List<Event> events = new ArrayList<>();
  private RunDescription run;
  private long nextOperation = 1;

  public EvidenceBuilder() {
    run =
        new RunDescription(
            Event.SCHEMA,
            "made by hand",
            "made-by-hand.yaml",
            "0".repeat(64),
            "",
            "three-nodes",
            "patroni",
            "simulated",
            7,
            "2026-01-01T00:00:00Z",
            List.of("node1", "node2", "node3"),
            List.of("etcd1", "etcd2", "etcd3"),
            List.of("proxy1"),
            0,
            "roundrobin",
            times(30, 10, 10),
            new TreeMap<>(),
            new TreeMap<>());
  }

  private static TreeMap<String, Double> times(double ttl, double loopWait, double retryTimeout) {
    var times = new TreeMap<String, Double>();
    times.put("ttl", ttl);
    times.put("loop_wait", loopWait);
    times.put("retry_timeout", retryTimeout);
    return times;
  }

  public EvidenceBuilder run(UnaryOperator<RunDescription> change) {
    run = change.apply(run);
    return this;
  }

  /** The nodes where they are not the usual three. */
  public EvidenceBuilder nodes(String... nodes) {
    return run(r ->
        new RunDescription(
            r.schema(),
            r.scenario(),
            r.scenarioFile(),
            r.scenarioSha256(),
            r.incident(),
            r.environment(),
            r.agent(),
            r.world(),
            r.seed(),
            r.startedAt(),
            List.of(nodes),
            r.storeMembers(),
            r.proxies(),
            r.synchronousStandbys(),
            r.balance(),
            r.agentTiming(),
            r.versions(),
            r.machine()));
  }

  public EvidenceBuilder add(Event event) {
    events.add(event);
    return this;
  }

  public EvidenceBuilder phase(long atMs, Phase phase) {
    return add(new Event.PhaseStarted(atMs * MS, phase));
  }

  /** The key is {@code node}'s from now on; empty text when it is free. */
  public EvidenceBuilder leader(long atMs, String node) {
    Optional<String> leader = node.isEmpty() ? Optional.empty() : Optional.of(node);
    return add(new Event.LeaderKeyChanged(atMs * MS, leader, events.size()));
  }

  public EvidenceBuilder mark(long atMs, int id, String fault, FaultMark mark, String... targets) {
    return add(
        new Event.FaultMarked(
            atMs * MS,
            id,
            fault,
            List.of(targets),
            mark,
            "by hand",
            mark == FaultMark.FAILED ? "it would not" : ""));
  }

  /** A fault asked for, applied and seen to bite at one instant, and healed at another. */
  public EvidenceBuilder fault(
      long fromMs, long healedMs, int id, String fault, String... targets) {
    mark(fromMs, id, fault, FaultMark.ASKED, targets);
    mark(fromMs, id, fault, FaultMark.APPLIED, targets);
    mark(fromMs, id, fault, FaultMark.SEEN_TO_BITE, targets);
    return mark(healedMs, id, fault, FaultMark.HEALED, targets);
  }

  public EvidenceBuilder sensor(long atMs, Sensor sensor, String target, long everyMs) {
    return add(new Event.SensorStarted(atMs * MS, sensor, target, everyMs * MS));
  }

  public EvidenceBuilder sensorStopped(long atMs, Sensor sensor, String target) {
    return add(new Event.SensorStopped(atMs * MS, sensor, target, "switched off"));
  }

  /** Commit probes every 20 ms in [from, to), each taking 2 ms. */
  public EvidenceBuilder commits(
      String node, long fromMs, long toMs, CommitResult result, int timeline) {
    for (long at = fromMs; at < toMs; at += 20) {
      Optional<Integer> on =
          result == CommitResult.COMMITTED ? Optional.of(timeline) : Optional.empty();
      add(new Event.CommitProbe((at + 2) * MS, at * MS, node, result, on));
    }
    return this;
  }

  /** What the server says of itself, every 100 ms in [from, to); its position stands still. */
  public EvidenceBuilder server(
      String node, long fromMs, long toMs, String role, int timeline, boolean streaming) {
    return server(node, fromMs, toMs, role, timeline, streaming, "0/3000000");
  }

  /** The same at a position that is given. */
  public EvidenceBuilder server(
      String node,
      long fromMs,
      long toMs,
      String role,
      int timeline,
      boolean streaming,
      String lsn) {
    for (long at = fromMs; at < toMs; at += 100) {
      add(
          new Event.ServerSample(
              (at + 2) * MS,
              at * MS,
              node,
              Reach.ANSWERED,
              Optional.of(role),
              Optional.of(timeline),
              Optional.of(lsn),
              Optional.of(streaming)));
    }
    return this;
  }

  /** The proxy counts the server up or down for writes, every 100 ms in [from, to). */
  public EvidenceBuilder routed(String node, long fromMs, long toMs, boolean up) {
    for (long at = fromMs; at < toMs; at += 100) {
      add(new Event.ProxySample(at * MS, "proxy1", "primary", node, up, 0, 0));
    }
    return this;
  }

  /** The agent answers {@code /replica} with {@code status}, every 100 ms in [from, to). */
  public EvidenceBuilder replicaStatus(String node, long fromMs, long toMs, int status) {
    for (long at = fromMs; at < toMs; at += 100) {
      add(
          new Event.AgentSample(
              (at + 2) * MS,
              at * MS,
              node,
              Reach.ANSWERED,
              Optional.of(status == 200 ? 503 : 200),
              Optional.of(status),
              Optional.of("running"),
              Optional.of(status == 200 ? "replica" : "primary"),
              Optional.of(1)));
    }
    return this;
  }

  /** Appends of writer {@code w1} through the primary port, {@code everyMs}, in [from, to). */
  public EvidenceBuilder appends(
      String servedBy, long fromMs, long toMs, long everyMs, int timeline) {
    for (long at = fromMs; at < toMs; at += everyMs) {
      operation(
          at,
          2,
          "primary",
          OperationKind.APPEND,
          ClientOutcome.OK,
          "w1",
          at,
          servedBy,
          timeline,
          "s1");
    }
    return this;
  }

  /** Appends that fail, with an outcome. */
  public EvidenceBuilder failing(long fromMs, long toMs, long everyMs, ClientOutcome outcome) {
    for (long at = fromMs; at < toMs; at += everyMs) {
      operation(at, 2, "primary", OperationKind.APPEND, outcome, "w1", at, "", 0, "s1");
    }
    return this;
  }

  /** Reads of the latest number of {@code w1} through the replica port. */
  public EvidenceBuilder reads(String servedBy, long fromMs, long toMs, long everyMs) {
    for (long at = fromMs; at < toMs; at += everyMs) {
      read(at, servedBy, "r-" + servedBy);
    }
    return this;
  }

  /** Read sessions, one after the other, in each of which {@code servedBy} answered once. */
  public EvidenceBuilder readSessions(int sessions, String servedBy, long fromMs, long everyMs) {
    for (int i = 0; i < sessions; i++) {
      long at = fromMs + i * everyMs;
      read(at, servedBy, "r-" + servedBy + "-" + at);
    }
    return this;
  }

  private void read(long at, String servedBy, String session) {
    operation(
        at,
        2,
        "replicas",
        OperationKind.READ_LATEST,
        ClientOutcome.OK,
        "w1",
        at,
        servedBy,
        1,
        session);
  }

  /** One operation of session {@code session}; {@code servedBy} empty where it is not known. */
  public EvidenceBuilder operation(
      long sentMs,
      long lastingMs,
      String path,
      OperationKind kind,
      ClientOutcome outcome,
      String key,
      long value,
      String servedBy,
      int timeline,
      String session) {
    return add(
        new Event.ClientOperation(
            (sentMs + lastingMs) * MS,
            nextOperation++,
            "p-" + session,
            session,
            path,
            kind,
            sentMs * MS,
            sentMs * MS,
            outcome,
            key,
            Optional.of(value),
            Optional.empty(),
            servedBy.isEmpty() ? Optional.empty() : Optional.of(servedBy),
            servedBy.isEmpty() ? Optional.empty() : Optional.of(timeline),
            outcome == ClientOutcome.OK ? Optional.empty() : Optional.of("08006")));
  }

  public EvidenceBuilder session(long atMs, String session, String servedBy) {
    return add(new Event.SessionOpened(atMs * MS, session, "primary", Optional.of(servedBy)));
  }

  public EvidenceBuilder sessionClosed(long atMs, String session) {
    return add(new Event.SessionClosed(atMs * MS, session, "primary", "57P01"));
  }

  public EvidenceBuilder rows(long atMs, String node, String writer, Range... present) {
    return add(
        new Event.FinalRows(atMs * MS, node, writer, Arrays.asList(present), List.of(), true));
  }

  /** The run ended as it should. */
  public EvidenceBuilder ended(long atMs) {
    return add(new Event.RunEnded(atMs * MS, true, "done"));
  }

  public Evidence build() {
    return new Evidence(
        run, events.stream().sorted(Comparator.comparingLong(Event::atNs)).toList());
  }
}

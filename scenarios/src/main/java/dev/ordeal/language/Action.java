package dev.ordeal.language;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a step does, its targets not yet resolved. */
public sealed interface Action {
  /** The kind of component that kill, stop, pause and restart mean at a target. */
  enum Part {
    /** The whole member: a node, a store member, a proxy. */
    WHOLE,
    AGENT,
    GUARDIAN,
    SERVER,
    BACKEND
  }

  record PowerOff(Target target) implements Action {}

  record Kill(Part part, Target target) implements Action {}

  record Stop(Part part, Target target) implements Action {}

  record Restart(Part part, Target target, Duration down) implements Action {}

  record Pause(Part part, Target target) implements Action {}

  /**
   * Heals what was stopped, killed, paused, powered off or cut at the target: start, resume, heal.
   */
  record Heal(String verb, Target target) implements Action {}

  /** Heals every fault in force. */
  record HealEverything() implements Action {}

  record Cut(Links links, dev.ordeal.environment.fault.Cut.Manner manner) implements Action {}

  record Slow(Links links, Duration latency, Duration jitter) implements Action {}

  record Throttle(Links links, long bytesPerSecond) implements Action {}

  record Reset(Links links) implements Action {}

  record Slice(Links links, int averageBytes, Duration pause) implements Action {}

  record FillDisk(Target target) implements Action {}

  record SlowDisk(Target target, Duration fsync) implements Action {}

  record Skew(Target target, Duration offset) implements Action {}

  record PromoteServer(Target target) implements Action {}

  /** The store ends a node's lease before its time. */
  record RevokeLease(Target target) implements Action {}

  record Switchover(Optional<Target> to) implements Action {}

  record Failover(Target to) implements Action {}

  record Reconfigure(SortedMap<String, String> configuration) implements Action {
    public Reconfigure {
      configuration = new TreeMap<>(configuration);
    }
  }

  record RestartServer(Target target) implements Action {}

  record Reinitialize(Target target) implements Action {}

  record Maintenance(boolean on) implements Action {}

  /**
   * Waits until what is expected is so, at most for {@code within}.
   *
   * @param needed whether the run fails when it does not become so; else the story goes on
   */
  record Expect(Expectation expectation, Duration within, boolean needed) implements Action {}

  /** Switches a sensor off. */
  record Blind(Scenario.Blindfold blindfold) implements Action {}

  /** Only lets time pass. */
  record Wait() implements Action {}

  /**
   * Which links: all between the two ends, or only those on which {@code from} speaks to {@code
   * to}.
   *
   * @param oneWay bytes from {@code from} to {@code to} only, whoever opened the connection
   * @param services the ports meant; empty for all
   */
  record Links(Target from, Target to, boolean oneWay, Set<Service> services) {
    public Links {
      services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
    }
  }

  /** What listens behind a port. */
  enum Service {
    POSTGRESQL,
    REST,
    DCS,
    DCS_PEERS,
    PROXY
  }

  /** A state of affairs that a step waits for. */
  sealed interface Expectation {
    /**
     * The leader key is held: by another node than the first leader, by it again, by nobody, by
     * one.
     */
    record LeaderIs(Holder holder, Optional<Target> target) implements Expectation {}

    /** Writes through the primary port are acknowledged, or are not. */
    record Writes(boolean flowing) implements Expectation {}

    /** So many replicas stream from the leader. */
    record Streaming(int replicas) implements Expectation {}

    /** Whose key it is. */
    enum Holder {
      ANOTHER_NODE,
      THE_SAME_NODE,
      NOBODY,
      TARGET
    }
  }
}

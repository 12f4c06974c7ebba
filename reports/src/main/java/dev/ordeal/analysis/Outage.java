package dev.ordeal.analysis;

import dev.ordeal.evidence.CommitResult;
import dev.ordeal.evidence.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The longest time after the first fault in which no write was acknowledged through the primary
 * port.
 *
 * @param fromNs the last acknowledgement before it, or the first fault where that came later
 * @param toNs the next acknowledgement, or the end of the writing where there was none
 * @param backAt the node that gave the next acknowledgement; empty where writes never came back, or
 *     where the node is not known
 * @param ended whether writes came back
 * @param phases its parts, in order; they add up to the whole, and are empty where the leader
 *     stayed
 */
public record Outage(
    long fromNs, long toNs, boolean ended, Optional<String> backAt, List<Part> phases) {
  /** A part of an outage: {@code detection}, {@code election}, {@code promotion}… */
  public record Part(String name, long fromNs, long toNs) {}

  public Outage {
    phases = List.copyOf(phases);
  }

  public long lengthNs() {
    return toNs - fromNs;
  }

  /** Empty where there was no fault, or no write was ever scheduled after it. */
  public static Optional<Outage> longest(Run run) {
    Optional<Long> fault = run.firstFaultNs();
    if (fault.isEmpty()) {
      return Optional.empty();
    }
    long end = lastScheduled(run);
    if (end <= fault.get()) {
      return Optional.empty();
    }
    long last = fault.get();
    Outage longest = new Outage(last, last, true, Optional.empty(), List.of());
    for (var write : run.acknowledgedWrites()) {
      if (write.atNs() <= fault.get()) {
        continue;
      }
      if (write.atNs() - last > longest.lengthNs()) {
        longest = new Outage(last, write.atNs(), true, write.servedBy(), List.of());
      }
      last = write.atNs();
    }
    if (end - last > longest.lengthNs()) {
      return Optional.of(new Outage(last, end, false, Optional.empty(), List.of()));
    }
    return Optional.of(longest.withPhases(run));
  }

  private static long lastScheduled(Run run) {
    long settled = run.settledNs();
    return run.operations().stream()
        .filter(o -> o.path().equals(Run.PRIMARY) && WriteSpan.isWrite(o.kind()))
        .mapToLong(Event.ClientOperation::scheduledNs)
        .filter(scheduled -> scheduled <= settled)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  private Outage withPhases(Run run) {
    if (backAt.isEmpty()) {
      return this;
    }
    String next = backAt.get();
    Optional<Long> free =
        first(run, change -> !change.leader().equals(run.leaders().at(fromNs)), fromNs);
    if (free.isEmpty()) {
      return this;
    }
    Optional<Long> taken = first(run, c -> c.leader().equals(backAt), free.get());
    if (taken.isEmpty()) {
      return this;
    }
    long promoted = within(taken.get(), firstCommit(run, next, taken.get()));
    long routed = within(promoted, firstRouted(run, next, promoted));
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("detection", fromNs, free.get()));
    parts.add(new Part("election", free.get(), taken.get()));
    parts.add(new Part("promotion", taken.get(), promoted));
    parts.add(new Part("routing", promoted, routed));
    parts.add(new Part("client", routed, toNs));
    return new Outage(fromNs, toNs, ended, backAt, parts);
  }

  private long within(long atLeast, Optional<Long> instant) {
    return Math.clamp(instant.orElse(toNs), atLeast, toNs);
  }

  private Optional<Long> first(Run run, Predicate<Event.LeaderKeyChanged> which, long sinceNs) {
    return run.leaders().changes().stream()
        .filter(c -> c.atNs() >= sinceNs && c.atNs() <= toNs && which.test(c))
        .map(Event.LeaderKeyChanged::atNs)
        .findFirst();
  }

  private static Optional<Long> firstCommit(Run run, String node, long sinceNs) {
    return run.evidence()
        .of(Event.CommitProbe.class)
        .filter(p -> p.node().equals(node) && p.result() == CommitResult.COMMITTED)
        .map(Event.CommitProbe::atNs)
        .filter(at -> at >= sinceNs)
        .findFirst();
  }

  private static Optional<Long> firstRouted(Run run, String node, long sinceNs) {
    return run.evidence()
        .of(Event.ProxySample.class)
        .filter(s -> s.backend().equals(Run.PRIMARY) && s.node().equals(node) && s.up())
        .map(Event.ProxySample::atNs)
        .filter(at -> at >= sinceNs)
        .findFirst();
  }
}

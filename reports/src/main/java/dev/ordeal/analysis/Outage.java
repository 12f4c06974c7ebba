package dev.ordeal.analysis;

import dev.ordeal.evidence.CommitResult;
import dev.ordeal.evidence.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The longest time after the first fault in which no write was acknowledged through the primary
 * port.
 *
 * @param fromNs the last acknowledgement before it, or the first fault where that came later
 * @param toNs the next acknowledgement, or the end of the writing where there was none
 * @param backAt the node that gave the next acknowledgement; empty where writes never came back, or
 *     where the node is not known
 * @param ended whether writes came back
 * @param phases its parts, in order; those that are known add up to the whole if all are, and there
 *     is none where the leader stayed
 */
public record Outage(
    long fromNs, long toNs, boolean ended, Optional<String> backAt, List<Part> phases) {
  /**
   * A part of an outage: {@code detection}, {@code election}, {@code promotion}…
   *
   * @param known whether its bounds were seen; where not, it lies somewhere between them
   */
  public record Part(String name, long fromNs, long toNs, boolean known) {}

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
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("detection", fromNs, free.get(), true));
    parts.add(new Part("election", free.get(), taken.get(), true));
    boolean commitsSeen = commitProbes(run, next).anyMatch(p -> lies(p, taken.get()));
    boolean routingSeen = proxySamples(run, next).anyMatch(s -> lies(s, taken.get()));
    long promoted = commitsSeen ? within(taken.get(), firstCommit(run, next, taken.get())) : toNs;
    long since = commitsSeen ? promoted : taken.get();
    long routed = routingSeen ? within(since, firstRouted(run, next, since)) : toNs;
    parts.add(new Part("promotion", taken.get(), promoted, commitsSeen));
    parts.add(new Part("routing", since, routed, commitsSeen && routingSeen));
    parts.add(new Part("client", routingSeen ? routed : since, toNs, routingSeen));
    return new Outage(fromNs, toNs, ended, backAt, parts);
  }

  /** Whether the sensor said something between the taking of the key and the end. */
  private boolean lies(Event sample, long takenNs) {
    return takenNs <= sample.atNs() && sample.atNs() <= toNs;
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
    return commitProbes(run, node)
        .filter(p -> p.result() == CommitResult.COMMITTED)
        .map(Event.CommitProbe::atNs)
        .filter(at -> at >= sinceNs)
        .findFirst();
  }

  private static Stream<Event.CommitProbe> commitProbes(Run run, String node) {
    return run.evidence().of(Event.CommitProbe.class).filter(p -> p.node().equals(node));
  }

  private static Stream<Event.ProxySample> proxySamples(Run run, String node) {
    return run.evidence()
        .of(Event.ProxySample.class)
        .filter(s -> s.backend().equals(Run.PRIMARY) && s.node().equals(node));
  }

  private static Optional<Long> firstRouted(Run run, String node, long sinceNs) {
    return proxySamples(run, node)
        .filter(Event.ProxySample::up)
        .map(Event.ProxySample::atNs)
        .filter(at -> at >= sinceNs)
        .findFirst();
  }
}

package dev.ordeal.engine;

import dev.ordeal.evidence.Recorder;
import dev.ordeal.language.Action.Expectation;
import dev.ordeal.names.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether a state of affairs that a step waits for is there. */
final class Expectations {
  private static final long QUIET_NS = Duration.ofSeconds(1).toNanos();
  private final Cast cast;
  private final Acknowledgements acknowledgements;
  private final Recorder clock;

  Expectations(Cast cast, Acknowledgements acknowledgements, Recorder clock) {
    this.cast = cast;
    this.acknowledgements = acknowledgements;
    this.clock = clock;
  }

  /**
   * What to ask again and again, from {@code sinceNs} on.
   *
   * @throws Unresolved where nobody is the target that is meant
   */
  Wanted wanted(Expectation expectation, long sinceNs) throws Unresolved {
    return switch (expectation) {
      case Expectation.LeaderIs leader -> leader(leader);
      case Expectation.Writes writes ->
          writes.flowing()
              ? () -> acknowledgements.latestScheduledNs() >= sinceNs ? "" : "no write came back"
              : () -> areQuiet(sinceNs) ? "" : "writes were still acknowledged";
      case Expectation.Streaming streaming ->
          () -> {
            int found = cast.cluster().streaming().size();
            return found >= streaming.replicas() ? "" : found + " replicas streamed";
          };
    };
  }

  /** Looks once; what is there instead, in words, and nothing where all is as wanted. */
  interface Wanted {
    String insteadNow();
  }

  private boolean areQuiet(long sinceNs) {
    long now = clock.nowNs();
    return now - sinceNs >= QUIET_NS && now - acknowledgements.latestAtNs() >= QUIET_NS;
  }

  private Wanted leader(Expectation.LeaderIs expectation) throws Unresolved {
    Optional<NodeName> first = cast.firstLeader();
    List<NodeName> named =
        expectation.target().isPresent() ? cast.nodes(expectation.target().get()) : List.of();
    return () -> {
      Optional<NodeName> leader = cast.leaderNow();
      boolean asWanted =
          switch (expectation.holder()) {
            case ANOTHER_NODE -> leader.isPresent() && !leader.equals(first);
            case THE_SAME_NODE -> leader.isPresent() && leader.equals(first);
            case NOBODY -> leader.isEmpty();
            case TARGET -> leader.isPresent() && named.contains(leader.get());
          };
      return asWanted ? "" : leader.map(node -> node + " led").orElse("nobody led");
    };
  }
}

package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.LogFit;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.Observation;
import dev.ordeal.agent.policy.Sources;
import dev.ordeal.agent.policy.Upstream;
import dev.ordeal.world.Moment;
import dev.ordeal.world.TaskGroup;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks the leader for its history and its log, at most once a second and only where replication
 * stands still. A leader that is gone answers nothing, and the cycle must not wait for it: its key
 * may come free. What is told late serves the next cycle; what was told once is not told again.
 */
final class LogFitLook {
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofMillis(100);

  private final Postgres postgres;
  private final Looking<Told> looking;
  private volatile Optional<Upstream> whom = Optional.empty();
  private volatile Optional<Upstream> source = Optional.empty();
  private Optional<Told> told = Optional.empty();
  private Moment asked;
  private final AtomicLong questions = new AtomicLong();

  /** How the log here fitted that of {@code leader} when it was asked. */
  private record Told(long question, Upstream leader, LogFit fit) {}

  LogFitLook(Postgres postgres, TaskGroup group, Moment begin) {
    this.postgres = postgres;
    this.looking = new Looking<>(group, "ask the leader for its history", this::ask);
    this.asked = begin;
  }

  LogFit fit(Observation seen) {
    Optional<Upstream> authority = Sources.authority(seen.settings(), seen.server().upstream());
    boolean isLed =
        seen.otherLeader().filter(Member::hasAddress).isPresent()
            || (seen.isStandbyCluster() && seen.isNamedLeader());
    boolean ask =
        seen.storeReachable()
            && seen.server().isReplica()
            && !seen.server().streaming()
            && seen.job().isEmpty()
            && authority.isPresent()
            && isLed
            && seen.now().since(asked).compareTo(EVERY) > 0;
    if (!ask) {
      return LogFit.CONTINUES;
    }
    asked = seen.now();
    whom = authority;
    source = seen.server().upstream().filter(_ -> !seen.isStandbyCluster());
    Optional<Told> answer = looking.look(LIMIT);
    boolean isNews = !answer.equals(told);
    told = answer;
    return answer
        .filter(found -> isNews && authority.filter(found.leader()::equals).isPresent())
        .map(Told::fit)
        .orElse(LogFit.CONTINUES);
  }

  private Told ask() {
    Upstream leader = whom.orElseThrow();
    return new Told(questions.incrementAndGet(), leader, fit(leader));
  }

  private LogFit fit(Upstream leader) {
    Optional<Boolean> diverged = postgres.hasDiverged(leader);
    if (diverged.isEmpty()) {
      return LogFit.CONTINUES;
    }
    if (diverged.get()) {
      return LogFit.DIVERGED;
    }
    return source.flatMap(postgres::isLeftBehind).orElse(false)
        ? LogFit.LEFT_BEHIND
        : LogFit.CONTINUES;
  }
}

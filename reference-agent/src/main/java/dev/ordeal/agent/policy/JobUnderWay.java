package dev.ordeal.agent.policy;

import java.util.Optional;

/** A cycle never waits for a job, and never begins a second one. */
final class JobUnderWay implements Rule {
  @Override
  public String name() {
    return "job-under-way";
  }

  @Override
  public String sentence() {
    return "While something long is under way, nothing else is done; but a primary that is about to"
        + " hand over stops before its lease runs out, as any other.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    return seen.job()
        .filter(job -> job.kind() != Job.Kind.HAND_OVER || mayGoOn(seen))
        .flatMap(job -> say(job.what() + " in progress"));
  }

  private static boolean mayGoOn(Observation seen) {
    return seen.lease().holds(seen.now()) || seen.settings().paused();
  }
}

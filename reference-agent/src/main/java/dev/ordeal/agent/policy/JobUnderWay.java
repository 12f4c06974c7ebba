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
    return "While something long is under way, nothing else is done.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    return seen.job().flatMap(job -> say(job.what() + " in progress"));
  }
}

package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.Job;
import java.util.Optional;

/** Why a cycle begins before its time. */
sealed interface Wake {
  /** A key of the store changed; an empty name when some change may have been missed. */
  record StoreChanged(String key) implements Wake {}

  /** The process of the server ended. */
  record ServerEnded() implements Wake {}

  /** The lease was granted, lost, or renewed after this node could not lead by it any more. */
  record LeaseChanged() implements Wake {}

  /** Somebody asked for something, or an action wants another look at once. */
  record Asked() implements Wake {}

  /**
   * A job ended.
   *
   * @param failure why it failed
   */
  record JobEnded(Job job, Optional<Job.Failure> failure) implements Wake {}

  /** Another job was begun over it; nobody waits for its end any more. */
  record JobOvertaken(Job job) implements Wake {}
}

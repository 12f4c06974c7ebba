package dev.ordeal.agent.policy;

import dev.ordeal.world.Moment;
import java.util.Optional;

/**
 * This agent's lease as its keeper knows it.
 *
 * @param id the store's number of it; absent before the first grant and after its loss
 * @param demoteBy when a primary that has heard of no newer renewal must begin to stop, counted
 *     from the sending of the last successful one
 * @param fenceBy when the guardian ends the server
 */
public record LeaseView(Optional<Long> id, Moment demoteBy, Moment fenceBy) {
  /** The same lease, with the deadlines of {@code other} where they come first. */
  public LeaseView noLaterThan(LeaseView other) {
    return new LeaseView(id, earlier(demoteBy, other.demoteBy), earlier(fenceBy, other.fenceBy));
  }

  private static Moment earlier(Moment one, Moment other) {
    return one.isBefore(other) ? one : other;
  }

  public boolean holds(Moment now) {
    return id.isPresent() && now.isBefore(demoteBy);
  }
}

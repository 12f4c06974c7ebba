package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.PeerAnswer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The other agents of the cluster, by their REST APIs. */
public interface Peers {
  /**
   * Asks all of them side by side for their state.
   *
   * @param addresses API addresses by name
   * @param limit for the whole
   * @param former whose key has just expired: its answer is not waited for once all others have
   *     answered
   * @return an answer for every name; a silent one where there was none
   */
  SortedMap<String, PeerAnswer> ask(
      Map<String, String> addresses, Duration limit, Optional<String> former);

  /** Tells all of them that this node leads without a store; whether all have accepted it. */
  boolean tellThatILead(Map<String, String> addresses, Map<String, Object> body, Duration limit);
}

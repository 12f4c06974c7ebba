package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.Job;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.Tags;
import dev.ordeal.world.Moment;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What this node last published of itself: everything that the REST API answers from without asking
 * the server. Made anew at the end of every cycle and whenever the server's process ends.
 *
 * @param store as it was read last; absent before the first reading
 * @param storeReachable whether the last attempt to read it succeeded
 * @param storeSeen when it was read last, for {@code dcs_last_seen}
 * @param storeReadAt the same on the monotonic clock: a view older than {@code ttl} counts as none
 * @param role the word that the member key publishes: {@code primary}, {@code replica}, {@code
 *     standby_leader}, {@code demoted}, {@code uninitialized} or {@code promoted}; remembered while
 *     the server does not answer
 * @param leadsUntil while now is before it, this node holds the leader key; absent when it does not
 * @param cycleEnded when the last cycle ended, for {@code /liveness}
 * @param rule and reason of the last decision
 * @param pendingRestart parameter → {@code old_value}, {@code new_value}
 */
public record NodeSnapshot(
    DynamicSettings settings,
    Tags tags,
    Optional<StoreView> store,
    boolean storeReachable,
    Instant storeSeen,
    Moment storeReadAt,
    Server server,
    String role,
    Optional<Moment> leadsUntil,
    boolean failsafeActive,
    boolean watchdogFailed,
    Optional<Job> job,
    Map<String, Map<String, String>> pendingRestart,
    Optional<ScheduledRestart> scheduledRestart,
    Moment cycleEnded,
    String rule,
    String reason) {

  /**
   * A restart that waits for its time.
   *
   * @param filters as asked: {@code role}, {@code postgres_version}, {@code restart_pending},
   *     {@code timeout}
   */
  public record ScheduledRestart(
      Instant schedule, String postmasterStartTime, Map<String, Object> filters) {
    /** As the member key has it (contract, section 2.2). */
    Map<String, Object> written() {
      Map<String, Object> written = new LinkedHashMap<>();
      written.put("schedule", Times.iso(schedule));
      written.put("postmaster_start_time", postmasterStartTime);
      written.putAll(filters);
      return written;
    }
  }

  public boolean leads(Moment now) {
    return leadsUntil.filter(now::isBefore).isPresent();
  }

  /** Whether the server is being stopped in order to lead no more. */
  public boolean isStandingDown() {
    return job.filter(work -> work.kind() == Job.Kind.DEMOTE).isPresent();
  }

  /** The members of the cluster but {@code name}, as last seen. */
  public List<dev.ordeal.agent.policy.Member> others(String name) {
    return store.map(view -> view.membersBut(name)).orElse(List.of());
  }
}

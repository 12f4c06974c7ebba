package dev.ordeal.agent.policy;

import static dev.ordeal.agent.policy.Decisions.decides;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a node does that could not be promoted, so that another one may lead. */
class FailedPromotionTest {
  /** node2 led, any of the two others could lead next with the vote of the other. */
  private static final Set<String> VOTERS = Set.of("node1", "node3");

  /** The revision is that of the key which is there now. */
  private static final Action VOTERS_AGAIN =
      new Action.WriteSync(SyncState.of("node2", VOTERS, 1, 3));

  /** As {@code before} after a promotion that failed just now. */
  static Memory failed(Memory before, boolean refused) {
    return Remembering.afterFailure(
        before,
        new Job(Job.Kind.PROMOTE, "promote", Seen.NOW),
        new Job.Failure("cannot promote", refused),
        Seen.NOW.plus(Duration.ofSeconds(5)));
  }

  private static Seen mayLeadAlone(Seen seen) {
    return seen.mode(SynchronousMode.QUORUM, false, 1).sync("node1", Set.of(), 0);
  }

  /** node1 took the key, and wrote that nobody else may lead. */
  private static Memory taken() {
    Memory before =
        Remembering.after(
            Seen.replica()
                .noLeader()
                .mode(SynchronousMode.QUORUM, false, 1)
                .sync("node2", VOTERS, 1)
                .now());
    return Remembering.after(mayLeadAlone(Seen.leader().replicaServer()).remembers(before).now());
  }

  @Test
  void whose_server_took_no_write_lets_others_lead_again() {
    decides(
        mayLeadAlone(Seen.leader())
            .server(ServerState.CRASHED)
            .standbySignal()
            .remembers(failed(taken(), false)),
        "server-down",
        VOTERS_AGAIN,
        new Action.ReleaseLeaderKey());
  }

  @Test
  void so_does_who_is_forbidden_to_be_promoted_beside_a_running_replica() {
    decides(
        mayLeadAlone(Seen.leader().replicaServer())
            .standbySignal()
            .remembers(failed(taken(), true)),
        "promotion",
        VOTERS_AGAIN,
        new Action.ReleaseLeaderKey());
  }

  @Test
  void whose_server_may_have_taken_writes_only_gives_the_key_back() {
    decides(
        mayLeadAlone(Seen.leader()).server(ServerState.CRASHED).remembers(failed(taken(), false)),
        "server-down",
        new Action.ReleaseLeaderKey());
  }

  @Test
  void what_another_node_has_written_meanwhile_stays() {
    decides(
        Seen.leader()
            .mode(SynchronousMode.QUORUM, false, 1)
            .sync("node3", Set.of(), 0)
            .server(ServerState.CRASHED)
            .standbySignal()
            .remembers(failed(taken(), false)),
        "server-down",
        new Action.ReleaseLeaderKey());
  }

  @Test
  void a_server_that_was_seen_without_its_signal_makes_that_forgotten() {
    Memory promoted =
        Remembering.after(mayLeadAlone(Seen.leader().primary()).remembers(taken()).now());
    Memory crashed =
        Remembering.after(
            mayLeadAlone(Seen.leader()).server(ServerState.CRASHED).remembers(taken()).now());
    assertThat(promoted.syncReplaced()).isEmpty();
    assertThat(crashed.syncReplaced()).isEmpty();
    assertThat(taken().syncReplaced()).isPresent();
  }

  @Test
  void while_the_store_is_out_of_reach_nothing_is_forgotten() {
    Memory kept =
        Remembering.after(
            Seen.leader().replicaServer().storeUnreachable().remembers(taken()).now());
    assertThat(kept.syncReplaced()).isEqualTo(taken().syncReplaced());
  }
}

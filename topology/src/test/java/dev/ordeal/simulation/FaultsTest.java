package dev.ordeal.simulation;

import static dev.ordeal.simulation.Stories.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Component;
import dev.ordeal.environment.Environment;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Probes.LeaderKey;
import dev.ordeal.environment.fault.Cut;
import dev.ordeal.environment.fault.FillDisk;
import dev.ordeal.environment.fault.Kill;
import dev.ordeal.environment.fault.Pause;
import dev.ordeal.environment.fault.PromoteServer;
import dev.ordeal.environment.fault.Restart;
import dev.ordeal.environment.fault.RevokeLease;
import dev.ordeal.evidence.CommitResult;
import dev.ordeal.evidence.Reach;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults bite, heal, and leave a working environment. */
final class FaultsTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  @Test
  void a_killed_node_refuses_and_a_paused_one_is_silent() {
    Stories.run(
        "three-nodes",
        (world, environment) -> {
          NodeName replica = Stories.others(environment, Stories.leader(environment)).getFirst();
          AppliedFault kill = applied(environment, new Kill(new Component.Node(replica)));
          assertThat(environment.probes().server(replica, SECOND).reach()).isEqualTo(Reach.REFUSED);
          kill.heal();
          awaitStreaming(world, environment, replica);
          AppliedFault pause = applied(environment, new Pause(new Component.Node(replica)));
          assertThat(environment.probes().server(replica, SECOND).reach()).isEqualTo(Reach.SILENT);
          pause.heal();
          awaitStreaming(world, environment, replica);
        });
  }

  @Test
  void a_killed_server_is_started_by_its_agent_and_leads_on() {
    Stories.run(
        "three-nodes",
        (world, environment) -> {
          NodeName leader = Stories.leader(environment);
          var fault = environment.faults().apply(new Kill(new Component.Server(leader)));
          Stories.until(world, Duration.ofSeconds(10), () -> Stories.writes(environment, 1));
          assertThat(fault.inForce()).isFalse();
          assertThat(Stories.leader(environment)).isEqualTo(leader);
        });
  }

  @Test
  void a_frozen_agent_leaves_no_primary_behind() {
    Stories.run(
        "three-nodes",
        (world, environment) -> {
          NodeName leader = Stories.leader(environment);
          AppliedFault fault = applied(environment, new Pause(new Component.Agent(leader)));
          Stories.until(
              world,
              MINUTE,
              () ->
                  Stories.others(environment, leader).stream()
                      .anyMatch(n -> commits(environment, n)));
          assertThat(environment.probes().server(leader, SECOND).reach()).isEqualTo(Reach.REFUSED);
          fault.heal();
          awaitStreaming(world, environment, leader);
        });
  }

  @Test
  void a_replica_promoted_behind_the_agents_is_a_second_writer_until_its_agent_looks() {
    Stories.run(
        "three-nodes",
        (world, environment) -> {
          NodeName leader = Stories.leader(environment);
          NodeName replica = Stories.others(environment, leader).getFirst();
          AppliedFault fault = applied(environment, new PromoteServer(replica));
          assertThat(fault.inForce()).isFalse();
          assertThat(commits(environment, replica)).isTrue();
          assertThat(commits(environment, leader)).isTrue();
          awaitStreaming(world, environment, replica);
        });
  }

  @Test
  void a_revoked_lease_takes_the_leader_key_along_and_the_leader_takes_it_back() {
    Stories.run(
        "three-nodes",
        (world, environment) -> {
          NodeName leader = Stories.leader(environment);
          Mailbox<LeaderKey> keys = environment.probes().watchLeaderKey();
          assertThat(keys.take(MINUTE).flatMap(LeaderKey::leader)).contains(leader);
          AppliedFault fault = applied(environment, new RevokeLease(leader));
          assertThat(fault.inForce()).isFalse();
          assertThat(keys.take(MINUTE).orElseThrow().leader()).isEmpty();
          assertThat(keys.take(MINUTE).flatMap(LeaderKey::leader)).contains(leader);
        });
  }

  @Test
  void clients_that_are_refused_are_served_again_after_the_cut() {
    Stories.run(
        "three-nodes",
        (world, environment) -> {
          var flows =
              environment.links().stream()
                  .filter(link -> link.source().equals(Link.CLIENTS))
                  .map(link -> new Cut.Flow(link, true, true))
                  .toList();
          AppliedFault fault = applied(environment, new Cut(flows, Cut.Manner.REFUSAL));
          assertThat(Stories.writes(environment, 1)).isFalse();
          assertThat(fault.heal()).isNotEmpty();
          assertThat(Stories.writes(environment, 2)).isTrue();
        });
  }

  @Test
  void a_store_without_a_majority_costs_the_primary_its_role_and_gives_it_back() {
    Stories.run(
        "three-nodes",
        (world, environment) -> {
          NodeName leader = Stories.leader(environment);
          List<AppliedFault> faults =
              List.of(
                  applied(environment, killOfMember(environment, 0)),
                  applied(environment, killOfMember(environment, 1)));
          Stories.until(world, MINUTE, () -> !Stories.isPrimary(environment, leader));
          NodeName last = environment.plan().store().members().getLast();
          assertThat(environment.probes().storeWrite(last, SECOND)).isEqualTo(Reach.SILENT);
          faults.forEach(AppliedFault::heal);
          Stories.until(world, MINUTE, () -> Stories.writes(environment, 1));
        });
  }

  @Test
  void a_restarted_proxy_serves_again_by_itself() {
    Stories.run(
        "three-nodes",
        (world, environment) -> {
          var proxy = new Component.Proxy(environment.plan().proxy().name());
          AppliedFault fault = applied(environment, new Restart(proxy, Duration.ofSeconds(2)));
          assertThat(Stories.writes(environment, 1)).isFalse();
          Stories.until(world, Duration.ofSeconds(5), () -> Stories.writes(environment, 2));
          assertThat(fault.inForce()).isFalse();
        });
  }

  @Test
  void a_full_disk_takes_no_rows_and_an_emptied_one_does() {
    Stories.run(
        "three-nodes",
        (world, environment) -> {
          AppliedFault fault = applied(environment, new FillDisk(Stories.leader(environment)));
          Stories.until(world, MINUTE, () -> !Stories.writes(environment, 1));
          fault.heal();
          assertThat(Stories.writes(environment, 2)).isTrue();
        });
  }

  @Test
  void what_no_world_can_do_is_said() {
    Stories.run(
        "three-nodes",
        (world, environment) -> {
          NodeName leader = Stories.leader(environment);
          Component server = new Component.Server(leader);
          assertThatThrownBy(() -> environment.faults().apply(new Restart(server, SECOND)))
              .isInstanceOf(FaultUnavailable.class)
              .hasMessageContaining("restart-server");
          List<Cut.Flow> oneWay =
              List.of(new Cut.Flow(environment.links().getFirst(), true, false));
          assertThatThrownBy(() -> environment.faults().apply(new Cut(oneWay, Cut.Manner.REFUSAL)))
              .isInstanceOf(FaultUnavailable.class)
              .hasMessageContaining("both ways");
        });
  }

  private static Kill killOfMember(Environment environment, int index) {
    return new Kill(new Component.StoreMember(environment.plan().store().members().get(index)));
  }

  private static AppliedFault applied(
      Environment environment, dev.ordeal.environment.fault.Fault fault) throws FaultUnavailable {
    AppliedFault applied = environment.faults().apply(fault);
    assertThat(applied.seenToBite(SECOND)).as(fault.toString()).isPresent();
    return applied;
  }

  private static boolean commits(Environment environment, NodeName node) {
    return environment.probes().commit(node, SECOND).result() == CommitResult.COMMITTED;
  }

  private static void awaitStreaming(World world, Environment environment, NodeName node) {
    Stories.until(
        world, MINUTE, () -> environment.probes().cluster(SECOND).streaming().contains(node));
  }
}

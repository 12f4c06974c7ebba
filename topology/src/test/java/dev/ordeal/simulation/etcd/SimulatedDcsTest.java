package dev.ordeal.simulation.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.etcd.EtcdDcs;
import dev.ordeal.agent.policy.TimelineClaim;
import dev.ordeal.contracts.dcs.DcsContract;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.Probes.LeaderKey;
import dev.ordeal.environment.fault.Cut;
import dev.ordeal.environment.plan.StorePlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.network.OsProcess;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.SimulatedWorld;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The agent's store on the twin of etcd: the contract, and what members do to it. */
final class SimulatedDcsTest implements DcsContract {
  private static final List<NodeName> MEMBERS =
      List.of(new NodeName("etcd1"), new NodeName("etcd2"), new NodeName("etcd3"));

  /** A store and the agents' ways to it. */
  private record Twin(
      SimulatedWorld world,
      Network network,
      SimulatedEtcd etcd,
      EtcdDcs dcs,
      EtcdDcs another,
      EtcdDcs elsewhere)
      implements Place {
    @Override
    public List<NodeName> members() {
      return MEMBERS;
    }

    @Override
    public NodeName leader() {
      return etcd.running().stream()
          .filter(EtcdServer::leads)
          .map(EtcdServer::name)
          .findFirst()
          .orElseThrow();
    }

    @Override
    public void kill(NodeName member) {
      etcd.kill(member);
    }

    @Override
    public void start(NodeName member) {
      etcd.start(member);
    }

    @Override
    public void freeze(NodeName member) {
      etcd.freeze(member);
    }

    @Override
    public void thaw(NodeName member) {
      etcd.thaw(member);
    }
  }

  private interface Telling {
    void tell(Twin place) throws Exception;
  }

  private static void on(Telling telling) {
    SimulatedWorld.run(
        7,
        Bounds.USUAL,
        world -> {
          Network network = new Network(world, Delays.shipped());
          StorePlan plan =
              new StorePlan(MEMBERS, Duration.ofMillis(50), Duration.ofMillis(500), true);
          SimulatedEtcd etcd = new SimulatedEtcd(world, network, plan, Delays.shipped());
          MEMBERS.forEach(etcd::start);
          Twin place =
              new Twin(
                  world,
                  network,
                  etcd,
                  way(world, network, "node1", "cluster"),
                  way(world, network, "node2", "cluster"),
                  way(world, network, "node3", "cluster2"));
          world.sleep(Duration.ofSeconds(3));
          telling.tell(place);
        });
  }

  private static EtcdDcs way(SimulatedWorld world, Network network, String node, String scope) {
    OsProcess agent = new OsProcess(network.host(node), "agent");
    List<MemberClient> clients =
        MEMBERS.stream().map(member -> new MemberClient(world, network, agent, member)).toList();
    EtcdDcs dcs = new EtcdDcs(world, clients, world.group("agent"), "/service", scope);
    dcs.useTiming(LIMIT, LIMIT);
    return dcs;
  }

  @Override
  public void at(Story story) {
    on(story::tell);
  }

  @Test
  void a_leader_that_is_cut_off_steps_down_and_the_others_go_on() {
    on(place -> {
      NodeName cut = place.leader();
      List<Cut.Flow> flows =
          MEMBERS.stream()
              .filter(member -> !member.equals(cut))
              .flatMap(member ->
                  List.of(
                      new Link(cut.value(), member.value(), Ports.ETCD_PEERS),
                      new Link(member.value(), cut.value(), Ports.ETCD_PEERS))
                      .stream())
              .map(link -> new Cut.Flow(link, true, true))
              .toList();
      Cut fault = new Cut(flows, Cut.Manner.SILENCE);
      place.network().cut(fault);
      place.world().sleep(Duration.ofSeconds(3));
      assertThat(place.leader()).isNotEqualTo(cut);
      place.dcs().writeInitialize("71");
      assertThat(place.dcs().read().initialize()).contains("71");
      place.network().mend(fault);
      place.world().sleep(Duration.ofSeconds(2));
      assertThat(place.etcd().running())
          .allSatisfy(server ->
              assertThat(server.keys().below("/service/cluster/").entries())
                  .containsKey("initialize"));
    });
  }

  @Test
  void a_lease_is_never_shorter_than_one_and_a_half_elections_in_whole_seconds() {
    on(place -> {
      long lease = place.dcs().grantLease(Duration.ofMillis(1));
      assertThat(place.etcd().running().getFirst().keys().seconds(lease)).isEqualTo(1);
    });
  }

  /** The judge must not take a key that was given up and taken meanwhile for one handed over. */
  @Test
  void a_look_at_a_key_misses_no_change_while_no_member_answers() {
    on(place -> {
      OsProcess judge = new OsProcess(place.network().host(Network.JUDGE), "judge");
      StoreLook look = new StoreLook(place.world(), place.network(), place.etcd(), judge, MEMBERS);
      long one = place.dcs().grantLease(Duration.ofSeconds(30));
      long other = place.dcs().grantLease(Duration.ofSeconds(30));
      place.dcs().takeLeaderKey("node1", one, TimelineClaim.NONE);
      Mailbox<LeaderKey> told = look.watch("/service/cluster/leader");
      assertThat(told.take(LIMIT)).map(LeaderKey::leader).contains(node("node1"));
      List<Cut.Flow> toTheJudge =
          MEMBERS.stream()
              .map(member ->
                  new Cut.Flow(
                      new Link(Network.JUDGE, member.value(), Ports.ETCD_CLIENTS), true, true))
              .toList();
      Cut cut = new Cut(toTheJudge, Cut.Manner.REFUSAL);
      place.network().cut(cut);
      place.dcs().releaseLeaderKey("node1");
      place.dcs().takeLeaderKey("node2", other, TimelineClaim.NONE);
      place.world().sleep(Duration.ofSeconds(1));
      place.network().mend(cut);
      assertThat(told.take(LIMIT)).map(LeaderKey::leader).contains(Optional.empty());
      assertThat(told.take(LIMIT)).map(LeaderKey::leader).contains(node("node2"));
    });
  }

  private static Optional<NodeName> node(String name) {
    return Optional.of(new NodeName(name));
  }
}

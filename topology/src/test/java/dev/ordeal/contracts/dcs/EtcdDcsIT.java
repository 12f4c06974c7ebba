package dev.ordeal.contracts.dcs;

import dev.ordeal.agent.etcd.EtcdDcs;
import dev.ordeal.agent.etcd.EtcdSettings;
import dev.ordeal.agent.etcd.StoreAccess;
import dev.ordeal.containers.StoreContainers;
import dev.ordeal.containers.engine.ExecAnswer;
import dev.ordeal.environment.plan.StorePlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.RealWorld;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The contract on a real etcd. Each story has a cluster, and so a prefix, of its own. */
@Tag("container")
final class EtcdDcsIT implements DcsContract {
  private static final List<NodeName> MEMBERS =
      List.of(new NodeName("etcd1"), new NodeName("etcd2"), new NodeName("etcd3"));
  private static final World WORLD = RealWorld.of(1);
  private static final AtomicInteger STORIES = new AtomicInteger();
  private static StoreContainers store;

  @BeforeAll
  static void start() {
    store =
        new StoreContainers(
            new StorePlan(MEMBERS, Duration.ofMillis(50), Duration.ofMillis(500), true));
  }

  @AfterAll
  static void end() {
    store.close();
  }

  @Override
  public void at(Story story) {
    TaskGroup tasks = WORLD.group("agents");
    String scope = "story" + STORIES.incrementAndGet() + ".";
    try (EtcdDcs dcs = way(tasks, scope);
        EtcdDcs another = way(tasks, scope);
        EtcdDcs elsewhere = way(tasks, scope + "2")) {
      Place place = new RealPlace(dcs, another, elsewhere);
      place.until(
          Duration.ofSeconds(30),
          () -> OutageContract.answers(another) && OutageContract.answers(elsewhere));
      story.tell(place);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      tasks.kill();
      store.allRun();
    }
  }

  private static EtcdDcs way(TaskGroup tasks, String scope) {
    EtcdSettings settings =
        new EtcdSettings(
            MEMBERS.stream().map(store::endpoint).toList(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    EtcdDcs dcs = new StoreAccess(WORLD, settings, tasks, "/service", scope).dcs();
    dcs.useTiming(LIMIT, LIMIT);
    return dcs;
  }

  private record RealPlace(EtcdDcs dcs, EtcdDcs another, EtcdDcs elsewhere) implements Place {
    @Override
    public World world() {
      return WORLD;
    }

    @Override
    public List<NodeName> members() {
      return MEMBERS;
    }

    @Override
    public NodeName leader() {
      return MEMBERS.stream().filter(RealPlace::leads).findFirst().orElseThrow();
    }

    /** The fifth column of etcdctl's table says so. */
    private static boolean leads(NodeName member) {
      ExecAnswer answer =
          store
              .member(member)
              .exec("etcd", Duration.ofSeconds(10), "etcdctl", "endpoint", "status");
      return answer.ok() && answer.output().split(", ")[4].equals("true");
    }

    @Override
    public void kill(NodeName member) {
      store.member(member).kill();
    }

    @Override
    public void start(NodeName member) {
      store.member(member).start();
    }

    @Override
    public void freeze(NodeName member) {
      store.member(member).pause();
    }

    @Override
    public void thaw(NodeName member) {
      store.member(member).resume();
    }
  }
}

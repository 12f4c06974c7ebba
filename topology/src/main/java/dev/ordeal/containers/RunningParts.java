package dev.ordeal.containers;

import dev.ordeal.containers.addresses.AddressPlan;
import dev.ordeal.containers.configuration.DynamicConfiguration;
import dev.ordeal.containers.configuration.PatroniConfiguration;
import dev.ordeal.containers.engine.Engine;
import dev.ordeal.containers.engine.Part;
import dev.ordeal.containers.faults.ContainerFaults;
import dev.ordeal.containers.faults.Place;
import dev.ordeal.containers.links.Links;
import dev.ordeal.containers.probes.ContainerProbes;
import dev.ordeal.containers.probes.Store;
import dev.ordeal.containers.probes.StoreMember;
import dev.ordeal.containers.sessions.JdbcSessions;
import dev.ordeal.environment.EnvironmentFailed;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.lifecycle.Startables;
import tools.jackson.databind.json.JsonMapper;

/** The life of the parts of one environment, and the ways into them. */
final class RunningParts implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final Duration CALL = Duration.ofSeconds(5);

  private final EnvironmentPlan plan;
  private final World world;
  private final Engine engine;
  private final Parts parts;
  private final AddressPlan addresses;
  private final Links links;
  private final Store store;
  private @Nullable Ways ways;

  RunningParts(EnvironmentPlan plan, World world, Engine engine, Parts parts) {
    this.plan = plan;
    this.world = world;
    this.engine = engine;
    this.parts = parts;
    this.addresses = parts.addresses();
    this.links = new Links(addresses, parts.toxiproxy(), world);
    this.store =
        new Store(
            plan.store().members().stream()
                .map(member -> new StoreMember(member, addresses.of(member)))
                .toList());
  }

  Engine engine() {
    return engine;
  }

  Parts parts() {
    return parts;
  }

  Ways ways() {
    Ways known = ways;
    if (known == null) {
      throw new IllegalStateException("the environment has not started");
    }
    return known;
  }

  /**
   * @throws EnvironmentFailed when it is not steady within {@code limit}
   */
  void start(Duration limit) {
    Moment deadline = world.monotonic().plus(limit);
    List<Part> nodes = plan.nodes().stream().map(parts::member).toList();
    List<Part> others = new ArrayList<>(parts.members());
    others.removeAll(nodes);
    CompletableFuture<Void> toxiproxyStarted = starting(List.of(parts.toxiproxy()));
    CompletableFuture<Void> othersStarted = starting(others);
    join(toxiproxyStarted);
    openLinks(deadline);
    join(othersStarted);
    // An agent that does not find the store at its first look waits five seconds for its next; one
    // that finds no configuration there starts its server without it.
    configure(deadline);
    join(starting(nodes));
    ways = makeWays();
    settle(deadline);
  }

  private static CompletableFuture<Void> starting(List<Part> parts) {
    return Startables.deepStart(parts.stream().<GenericContainer<?>>map(Part::container).toList());
  }

  private static void join(CompletableFuture<Void> started) {
    try {
      started.join();
    } catch (CompletionException e) {
      throw new EnvironmentFailed("a container did not start: " + e.getCause(), e);
    }
  }

  private void openLinks(Moment deadline) {
    while (!links.api().answers(Duration.ofSeconds(1))) {
      if (world.monotonic().isAfter(deadline)) {
        throw new EnvironmentFailed("Toxiproxy does not answer");
      }
      world.sleep(LOOK_AGAIN);
    }
    links.open(CALL);
  }

  private Ways makeWays() {
    Passwords passwords = Passwords.readFrom(parts.member(plan.nodes().getFirst()));
    ContainerProbes probes =
        new ContainerProbes(world, plan, addresses, store, passwords.workload());
    Place place =
        new Place(
            plan,
            world,
            addresses,
            links,
            probes,
            store,
            parts::member,
            Parts::volumeFolder,
            passwords.superuser());
    return new Ways(
        probes,
        JdbcSessions.throughLinks(addresses, plan.proxy().name(), passwords.workload()),
        new ContainerFaults(place),
        new RestOperations(
            plan, addresses, () -> probes.cluster(CALL).leader(), passwords.restApi()),
        passwords.workload());
  }

  /** Puts the agents' dynamic configuration into the store as soon as that can be written. */
  private void configure(Moment deadline) {
    String key = PatroniConfiguration.prefix(plan) + "config";
    String value = JsonMapper.shared().writeValueAsString(DynamicConfiguration.of(plan));
    while (store
        .throughAny(
            CALL,
            (member, share) -> {
              member.put(key, value, share);
              return true;
            })
        .isEmpty()) {
      if (world.monotonic().isAfter(deadline)) {
        throw new EnvironmentFailed("the store takes no write");
      }
      world.sleep(LOOK_AGAIN);
    }
  }

  private void settle(Moment deadline) {
    new SteadyStart(plan, world, addresses, ways()).await(deadline);
  }

  void awaitSteady(Duration limit) {
    settle(world.monotonic().plus(limit));
  }

  /**
   * @throws EnvironmentFailed when it is not steady again within {@code limit}
   */
  void goOn(Duration limit) {
    ways().faults().healAll();
    ways().probes().endWatches();
    settle(world.monotonic().plus(limit));
  }

  /**
   * @throws EnvironmentFailed when it is not steady again within {@code limit}
   */
  void recycle(Duration limit) {
    Moment deadline = world.monotonic().plus(limit);
    Ways known = ways();
    known.faults().healAll();
    known.probes().endWatches();
    List<Part> nodes = plan.nodes().stream().map(parts::member).toList();
    Parallel.forEach(
        nodes,
        node -> {
          node.markFresh();
          node.kill();
        });
    links.reset();
    restartOthers();
    wipeStore(deadline);
    configure(deadline);
    known.probes().forgetProxyTotals();
    Parallel.forEach(nodes, Part::start);
    settle(deadline);
  }

  private void restartOthers() {
    List<NodeName> others = new ArrayList<>(plan.store().members());
    others.add(plan.proxy().name());
    Parallel.forEach(others.stream().map(parts::member).toList(), Part::start);
  }

  private void wipeStore(Moment deadline) {
    for (String prefix : List.of(PatroniConfiguration.prefix(plan), "/ordeal/")) {
      while (store
          .throughAny(
              CALL,
              (member, share) -> {
                member.deleteBelow(prefix, share);
                return true;
              })
          .isEmpty()) {
        if (world.monotonic().isAfter(deadline)) {
          throw new EnvironmentFailed("the store takes no write");
        }
        world.sleep(LOOK_AGAIN);
      }
    }
  }

  @Override
  public void close() {
    if (ways != null) {
      ways.close();
    }
    links.close();
    store.close();
    parts.remove();
  }
}

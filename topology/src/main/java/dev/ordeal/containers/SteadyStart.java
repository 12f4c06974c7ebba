package dev.ordeal.containers;

import dev.ordeal.containers.addresses.AddressPlan;
import dev.ordeal.environment.EnvironmentFailed;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.Probes.ServerView;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.Lsn;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Waits until an environment is steady, and puts the tables into it. */
record SteadyStart(EnvironmentPlan plan, World world, AddressPlan addresses, Ways ways) {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(30);
  private static final Duration GLANCE = Duration.ofMillis(600);
  private static final Duration CREATE = Duration.ofSeconds(5);

  /**
   * @throws EnvironmentFailed when it takes longer than until {@code deadline}
   */
  void await(Moment deadline) {
    Optional<Lsn> tables = Optional.empty();
    while (true) {
      List<String> missing = missing();
      if (missing.isEmpty() && tables.isEmpty()) {
        tables = createTables(missing);
      }
      tables.ifPresent(since -> missing.addAll(withoutTables(since)));
      if (missing.isEmpty()) {
        return;
      }
      if (world.monotonic().isAfter(deadline)) {
        throw new EnvironmentFailed("not steady in time: " + String.join("; ", missing));
      }
      world.sleep(LOOK_AGAIN);
    }
  }

  private List<String> missing() {
    var cluster = ways.probes().cluster(GLANCE.multipliedBy(3));
    if (cluster.leader().isEmpty()) {
      return new ArrayList<>(List.of("no leader key in the store"));
    }
    var proxy = ways.probes().proxy(plan.proxy().name(), GLANCE);
    return new ArrayList<>(Steadiness.missing(plan, cluster, views(), proxy));
  }

  private Map<NodeName, ServerView> views() {
    Map<NodeName, ServerView> views = new LinkedHashMap<>();
    for (NodeName node : plan.nodes()) {
      views.put(node, ways.probes().server(node, GLANCE));
    }
    return views;
  }

  private Optional<Lsn> createTables(List<String> missing) {
    Link link = new Link(Link.CLIENTS, plan.proxy().name().value(), Ports.PROXY_PRIMARY);
    try {
      return Optional.of(
          Tables.create(addresses.listen(link), link.port(), ways.workload(), CREATE));
    } catch (SQLException e) {
      missing.add("the tables cannot be made through the proxy: " + e.getMessage());
      return Optional.empty();
    }
  }

  private List<String> withoutTables(Lsn since) {
    List<String> without = new ArrayList<>();
    views()
        .forEach((node, view) -> {
          if (view.lsn().filter(lsn -> lsn.compareTo(since) >= 0).isEmpty()) {
            without.add(node + " does not have the tables yet");
          }
        });
    return without;
  }
}

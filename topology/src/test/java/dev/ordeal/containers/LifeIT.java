package dev.ordeal.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.containers.engine.Engine;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Operation;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.Probes.ProxyLine;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.environment.fault.Cut;
import dev.ordeal.environment.fault.Skew;
import dev.ordeal.environment.fault.Slow;
import dev.ordeal.names.NodeName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of an environment, and what it costs. */
@Tag("container")
class LifeIT {
  private static final Duration SECONDS = Duration.ofSeconds(5);
  private static final Duration LATENCY = Duration.ofMillis(200);
  private static final Link WRITES = new Link(Link.CLIENTS, "proxy1", Ports.PROXY_PRIMARY);
  private static final String WORK_MEM = "show work_mem";

  @Test
  void an_environment_starts_and_routes_and_recycles_and_leaves_nothing(@TempDir Path folder)
      throws Exception {
    Stopwatch watch = new Stopwatch();
    String name;
    try (Started started = new Started(Plans.named("life").withSkewableClocks())) {
      watch.print("start");
      ContainerEnvironment environment = started.environment;
      name = environment.access().name();
      NodeName leader = started.leader();

      try (Session writes = environment.sessions().open(new Entry.Primary(), SECONDS);
          Session reads = environment.sessions().open(new Entry.Replicas(), SECONDS)) {
        assertThat(writes.append("w", 1, SECONDS).node()).isEqualTo(leader.value());
        assertThat(reads.readLatest("w", SECONDS).node()).isNotEqualTo(leader.value());
      }
      leaveTraces(started);

      watch.reset();
      environment.recycle();
      watch.print("recycle");
      assertNoTrace(started);

      environment.collectStates(folder);
      assertThat(Files.readAllLines(folder.resolve(leader + ".processes")))
          .anyMatch(line -> line.matches("\\d+ \\d+ [RSDI] \\d+ \\S+ postgres"));
      environment.collectLogs(folder);
      assertThat(Files.readString(folder.resolve(leader + ".log"))).contains(" INFO: ");
      assertThat(environment.versions()).containsKeys("postgresql", "patroni", "etcd");
      // Eight containers, a volume for each node, and the network: all of it is found by its label.
      assertThat(Engine.connect().labelled(name)).hasSize(12);
      assertNobodyWaitsForTheEngineToTakeALine(name);
      watch.reset();
    }
    watch.print("end");
    assertThat(Engine.connect().labelled(name)).isEmpty();
  }

  private static void assertNobodyWaitsForTheEngineToTakeALine(String environment) {
    var client = Engine.connect().client();
    assertThat(client.listContainersCmd().withLabelFilter(Map.of(Engine.LABEL, environment)).exec())
        .hasSize(8)
        .extracting(part -> client.inspectContainerCmd(part.getId()).exec().getHostConfig())
        .allSatisfy(host ->
            assertThat(host.getLogConfig().getConfig()).containsEntry("mode", "non-blocking"));
  }

  /** Faults in force and a changed configuration. */
  private static void leaveTraces(Started started) throws Exception {
    var configuration = new TreeMap<String, String>();
    configuration.put("postgresql.parameters.work_mem", "\"5MB\"");
    var changed =
        started.environment.operations().perform(new Operation.Reconfigure(configuration), SECONDS);
    assertThat(changed.accepted()).as(changed.text()).isTrue();
    NodeName leader = started.leader();
    Started.eventually(SECONDS.multipliedBy(3), () -> started.ask(leader, WORK_MEM).equals("5MB"));

    started.biting(new Skew(leader, Duration.ofMinutes(10)));
    started.biting(new Slow(List.of(WRITES), LATENCY, Duration.ZERO));
    Cut.Flow cut = new Cut.Flow(started.besideLink(leader), true, true);
    started.biting(new Cut(List.of(cut), Cut.Manner.SILENCE));
  }

  private static void assertNoTrace(Started started) throws Exception {
    ContainerEnvironment environment = started.environment;
    for (NodeName node : environment.plan().nodes()) {
      assertThat(environment.probes().rows(node, "w", SECONDS))
          .hasValueSatisfying(rows -> assertThat(rows.present()).isEmpty());
      assertThat(started.ask(node, WORK_MEM)).isEqualTo("4MB");
      assertThat(started.clockAhead(node).abs()).isLessThan(SECONDS);
      environment.sessions().open(new Entry.Beside(node), SECONDS).close();
    }
    NodeName proxy = environment.plan().proxy().name();
    assertThat(environment.probes().proxy(proxy, SECONDS).lines())
        .filteredOn(line -> line.backend().equals("replicas"))
        .extracting(ProxyLine::totalSessions)
        .containsOnly(0L);
    try (Trips trips = Trips.over(environment, WRITES)) {
      assertThat(trips.least(1)).isLessThan(LATENCY);
    }
  }

  static final class Stopwatch {
    private long begin = System.nanoTime();

    void reset() {
      begin = System.nanoTime();
    }

    void print(String what) {
      System.out.println(
          Map.of(what + ", seconds", (System.nanoTime() - begin) / 100_000_000 / 10.0));
    }
  }
}

package dev.ordeal.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.environment.Probes.ProxyLine;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.RealWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of an environment, and what it costs. */
@Tag("container")
class LifeIT {
  private static final Duration SECONDS = Duration.ofSeconds(5);

  @Test
  void an_environment_starts_and_routes_and_recycles_and_leaves_nothing(@TempDir Path folder)
      throws Exception {
    Stopwatch watch = new Stopwatch();
    ContainerEnvironment environment =
        new ContainerEnvironment(Plans.named("life"), RealWorld.of(1));
    try (environment) {
      environment.start();
      watch.print("start");
      NodeName leader = environment.probes().cluster(SECONDS).leader().orElseThrow();

      try (Session writes = environment.sessions().open(new Entry.Primary(), SECONDS);
          Session reads = environment.sessions().open(new Entry.Replicas(), SECONDS)) {
        assertThat(writes.append("w", 1, SECONDS).node()).isEqualTo(leader.value());
        assertThat(reads.readLatest("w", SECONDS).node()).isNotEqualTo(leader.value());
      }

      watch.reset();
      environment.recycle();
      watch.print("recycle");
      for (NodeName node : environment.plan().nodes()) {
        assertThat(environment.probes().rows(node, "w", SECONDS))
            .hasValueSatisfying(rows -> assertThat(rows.present()).isEmpty());
      }
      NodeName proxy = environment.plan().proxy().name();
      assertThat(environment.probes().proxy(proxy, SECONDS).lines())
          .filteredOn(line -> line.backend().equals("replicas"))
          .extracting(ProxyLine::totalSessions)
          .containsOnly(0L);

      environment.collectLogs(folder);
      assertThat(Files.readString(folder.resolve(leader + ".log"))).contains(" INFO: ");
      assertThat(environment.versions()).containsKeys("postgresql", "patroni", "etcd");
      watch.reset();
    }
    watch.print("end");
    assertThat(Leftovers.named("ordeal-life-")).isEmpty();
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

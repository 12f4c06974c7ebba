package dev.ordeal.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.environment.Session;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.world.RealWorld;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The start and the end of an environment, and what they cost. */
@Tag("container")
class LifeIT {
  @Test
  void an_environment_starts_routes_and_leaves_nothing() throws Exception {
    RealWorld world = RealWorld.of(1);
    try (ContainerEnvironment environment = new ContainerEnvironment(Plans.threeNodes(), world)) {
      long begin = System.nanoTime();
      environment.start();
      System.out.printf("start: %.1f s%n", (System.nanoTime() - begin) / 1e9);
      var cluster = environment.probes().cluster(Duration.ofSeconds(2));
      System.out.println(cluster);
      try (Session session = environment.sessions().open(new Entry.Primary(), Duration.ofSeconds(5))) {
        System.out.println(session.append("w", 1, Duration.ofSeconds(1)));
      }
      for (int i = 1; i <= 3; i++) {
        begin = System.nanoTime();
        environment.recycle();
        System.out.printf("recycle: %.1f s%n", (System.nanoTime() - begin) / 1e9);
      }
      try (Session session = environment.sessions().open(new Entry.Replicas(), Duration.ofSeconds(5))) {
        System.out.println(session.readLatest("w", Duration.ofSeconds(1)));
      }
      begin = System.nanoTime();
      environment.close();
      System.out.printf("end: %.1f s%n", (System.nanoTime() - begin) / 1e9);
    }
    assertThat(true).isTrue();
  }
}

package dev.ordeal.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.environment.Environment;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.world.RealWorld;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A spare is taken over quickly, and is as new. */
@Tag("container")
class SpareIT {
  @Test
  void a_spare_is_taken_over_quickly_and_has_no_trace_of_a_trial() throws Exception {
    try (SpareEnvironment spare = new SpareEnvironment(Plans.threeNodes(), RealWorld.of(1))) {
      spare.prepare();
      LifeIT.Stopwatch watch = new LifeIT.Stopwatch();
      try (Environment taken = spare.take()) {
        watch.print("take-over of a spare");
        try (Session session = taken.sessions().open(new Entry.Primary(), Duration.ofSeconds(2))) {
          assertThat(session.readLatest("w", Duration.ofSeconds(1)).value()).isZero();
          session.append("w", 1, Duration.ofSeconds(1));
        }
      }
    }
  }
}

package dev.ordeal.contracts.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.cycle.Postgres;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.StopMode;
import dev.ordeal.agent.policy.SynchronousMode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Settings of a running server, and what is kept of them. */
public interface SettingsContract extends ServerStory {
  @Test
  default void a_parameter_that_needs_a_restart_is_told_until_there_was_one() {
    at(place -> {
      Postgres one = place.one().postgres();
      one.configure(connections(place, 120));
      one.startAsPrimary(LIMIT);
      assertThat(one.look().isPrimary()).isTrue();
      assertThat(one.pendingRestart()).isEmpty();
      one.configure(connections(place, 150));
      place.until(() -> !one.pendingRestart().isEmpty());
      assertThat(one.pendingRestart())
          .isEqualTo(Map.of("max_connections", Map.of("old_value", "120", "new_value", "150")));
      one.reload(connections(place, 120));
      place.until(() -> one.pendingRestart().isEmpty());
      one.reload(connections(place, 130));
      place.until(() -> !one.pendingRestart().isEmpty());
      one.stop(StopMode.FAST, LIMIT);
      one.startAsPrimary(LIMIT);
      assertThat(one.pendingRestart()).isEmpty();
      // A running server says so itself only once it has read its files.
      place.world().sleep(Duration.ofMillis(1_200));
      assertThat(one.look().isPrimary()).isTrue();
      assertThat(one.pendingRestart()).isEmpty();
    });
  }

  private static DynamicSettings connections(Place place, int number) {
    var parameters = new TreeMap<>(Map.of("max_connections", Integer.toString(number)));
    return Settings.with(place.settings(), parameters, SynchronousMode.OFF);
  }

  @Test
  default void the_dynamic_configuration_is_kept_beside_the_data() {
    at(place -> {
      Node one = place.one();
      assertThat(one.postgres().keptConfiguration()).isEmpty();
      assertThat(one.postgres().keepConfiguration(Map.of("ttl", 20))).isTrue();
      assertThat(one.postgres().keepConfiguration(Map.of("ttl", 30, "pause", true))).isTrue();
      Map<String, Object> kept = Map.of("ttl", 30, "pause", true);
      assertThat(one.postgres().keptConfiguration()).contains(kept);
      assertThat(one.anotherAgent().keptConfiguration()).contains(kept);
      Cluster.primary(place);
      assertThat(one.postgres().keptConfiguration()).contains(kept);
      Node blank = place.blank();
      blank.postgres().configure(place.settings());
      blank.postgres().copyFrom(one.member());
      assertThat(blank.postgres().keptConfiguration()).contains(kept);
    });
  }
}

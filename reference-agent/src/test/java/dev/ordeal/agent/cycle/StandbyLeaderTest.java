package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.ClusterStatus;
import dev.ordeal.agent.policy.LeaderKey;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.SyncState;
import dev.ordeal.agent.policy.TimelineClaim;
import dev.ordeal.names.Lsn;
import dev.ordeal.names.Role;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** node1 holds the key of a cluster that follows another one, for a minute. */
class StandbyLeaderTest {
  private static final Map<String, Object> FOLLOWING =
      Map.of("ttl", 5, "standby_cluster", Map.of("host", "far"));
  private static final Map<String, Object> ALONE = Map.of("ttl", 5);
  private static final Duration HALF = Duration.ofSeconds(30);

  @Test
  void it_is_told_that_the_server_leads_standbys() {
    List<String> done = done(Optional.of(FOLLOWING));
    assertThat(done).contains("callback on_role_change standby_leader", "role standby_leader");
    assertThat(done).noneMatch(each -> each.startsWith("promote"));
    assertThat(done).anyMatch(each -> each.startsWith("follow") && each.contains("host=far"));
  }

  @Test
  void it_is_promoted_when_it_is_to_follow_nobody_any_more() {
    assertThat(done(Optional.of(ALONE))).anyMatch(each -> each.startsWith("promote"));
  }

  @Test
  void a_configuration_that_is_lost_is_no_promotion() {
    assertThat(done(Optional.empty())).noneMatch(each -> each.startsWith("promote"));
  }

  /**
   * What the agent did.
   *
   * @param later the key {@code config} in the second half of the time
   */
  private static List<String> done(Optional<Map<String, Object>> later) {
    return SimulatedWorld.compute(
        1,
        Bounds.USUAL,
        world -> {
          List<String> done = new ArrayList<>();
          var begin = world.monotonic();
          BiFunction<String, Object[], Object> store =
              (method, arguments) ->
                  switch (method) {
                    case "read" ->
                        ledByMe(
                            world.monotonic().since(begin).compareTo(HALF) < 0
                                ? Optional.of(FOLLOWING)
                                : later);
                    case "grantLease" -> 7L;
                    case "writeMember" -> {
                      done.add("role " + ((Map<?, ?>) arguments[1]).get("role"));
                      yield true;
                    }
                    default -> true;
                  };
          BiFunction<String, Object[], Object> server =
              (method, arguments) ->
                  switch (method) {
                    case "look" -> REPLICA;
                    case "status", "keptConfiguration", "process", "hasDiverged" ->
                        Optional.empty();
                    case "pendingRestart" -> Map.of();
                    case "keepSlots" -> new TreeMap<>();
                    case "removeFragments" -> List.of();
                    case "follow", "callback" -> done.add(said(method, arguments));
                    case "promote" -> {
                      done.add(said(method, arguments));
                      world.sleep(HALF.multipliedBy(2));
                      yield true;
                    }
                    default -> false;
                  };
          var group = world.group("agent");
          var parts =
              Ports.parts(
                  world,
                  Configured.READER,
                  Ports.portOf(Dcs.class, store),
                  Ports.portOf(Postgres.class, server));
          new Agent(parts, group).start();
          world.sleep(HALF.multipliedBy(2));
          group.kill();
          return done;
        });
  }

  private static String said(String method, Object[] arguments) {
    return method + " " + String.join(" ", Arrays.stream(arguments).map(String::valueOf).toList());
  }

  private static final Server REPLICA =
      new Server(
          ServerState.RUNNING,
          Server.DataDirectory.VALID,
          Optional.of(Role.REPLICA),
          Optional.of(1),
          Optional.of(new Lsn(1000)),
          Optional.of(new Lsn(1000)),
          Optional.of(new Lsn(1000)),
          Optional.empty(),
          true,
          List.of(),
          "",
          Optional.of("71"),
          false,
          true);

  private static StoreView ledByMe(Optional<Map<String, Object>> configuration) {
    return new StoreView(
        Optional.of(new LeaderKey("node1", 7, 5)),
        new TreeMap<>(),
        configuration,
        1,
        Optional.of("71"),
        Optional.empty(),
        Optional.empty(),
        TimelineClaim.NONE,
        ClusterStatus.UNKNOWN,
        SyncState.ABSENT,
        Map.of(),
        20);
  }
}

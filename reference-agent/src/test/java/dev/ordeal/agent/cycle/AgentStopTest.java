package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.ClusterStatus;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.LeaderKey;
import dev.ordeal.agent.policy.Leaving;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.SyncState;
import dev.ordeal.agent.policy.TimelineClaim;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.Moment;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** When an agent that ends stops the server of a synchronous standby. */
class AgentStopTest {
  private static final Map<String, Object> CONFIGURATION = Map.of("synchronous_mode", true);
  private static final DynamicSettings SETTINGS = Configured.READER.read(CONFIGURATION, false);
  private static final Duration NEVER = Duration.ofHours(1);

  @Test
  void it_stops_as_soon_as_the_leader_has_let_it_go() {
    assertThat(stopsAfter(Duration.ofSeconds(2)))
        .isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_200));
  }

  @Test
  void it_does_not_wait_for_ever() {
    Duration patience = Leaving.patience(SETTINGS);
    assertThat(stopsAfter(NEVER)).isBetween(patience, patience.plusMillis(200));
  }

  /** What happened so far. */
  private static final class Story {
    private Set<String> synchronous = Set.of("node1");
    private boolean told;
    private Optional<Moment> stoppedAt = Optional.empty();
    private Consumer<String> watcher = key -> {};
  }

  /** How long it takes from the call to the stop of the server. */
  private static Duration stopsAfter(Duration released) {
    return SimulatedWorld.compute(
        1,
        Bounds.USUAL,
        world -> {
          var story = new Story();
          var group = world.group("agent");
          var agent =
              new Agent(
                  Ports.parts(world, Configured.READER, store(story), server(world, story)), group);
          agent.start();
          world.sleep(Duration.ofSeconds(1));
          Moment asked = world.monotonic();
          group.spawn("end", agent::stop);
          world.sleep(released);
          assertThat(story.told).isTrue();
          story.synchronous = Set.of();
          story.watcher.accept("sync");
          world.sleep(Duration.ofMinutes(1));
          group.kill();
          return story.stoppedAt.orElseThrow().since(asked);
        });
  }

  private static Dcs store(Story story) {
    return Ports.portOf(
        Dcs.class,
        (method, arguments) ->
            switch (method) {
              case "read" -> ledByAnother(story.synchronous);
              case "grantLease" -> 7L;
              case "leaseLeft" -> Optional.empty();
              case "watch" -> {
                story.watcher = consumer(arguments[0]);
                yield true;
              }
              case "writeMember" -> {
                story.told |= tags(arguments[1]).containsKey("nosync");
                yield true;
              }
              default -> true;
            });
  }

  private static Postgres server(World world, Story story) {
    return Ports.portOf(
        Postgres.class,
        (method, arguments) ->
            switch (method) {
              case "look" -> AgentRequests.Blank.server(ServerState.RUNNING);
              case "status", "keptConfiguration", "process" -> Optional.empty();
              case "pendingRestart" -> Map.of();
              case "keepSlots" -> new TreeMap<>();
              case "stop" -> {
                story.stoppedAt = Optional.of(world.monotonic());
                yield true;
              }
              default -> false;
            });
  }

  @SuppressWarnings("unchecked")
  private static Consumer<String> consumer(Object onChange) {
    return (Consumer<String>) onChange;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> tags(Object member) {
    return (Map<String, Object>) ((Map<String, Object>) member).getOrDefault("tags", Map.of());
  }

  private static StoreView ledByAnother(Set<String> synchronous) {
    return new StoreView(
        Optional.of(new LeaderKey("node2", 8, 5)),
        new TreeMap<>(),
        Optional.of(CONFIGURATION),
        1,
        Optional.of("71"),
        Optional.empty(),
        Optional.empty(),
        TimelineClaim.NONE,
        ClusterStatus.UNKNOWN,
        SyncState.of("node2", synchronous, 0, 3),
        Map.of(),
        20);
  }
}

package dev.ordeal.contracts.dcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.cycle.Dcs;
import dev.ordeal.agent.policy.TimelineClaim;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a watch tells, and that it does not stop to. */
public interface WatchContract extends StoreStory {
  @Test
  default void a_watch_tells_each_change_once() {
    at(place -> {
      Mailbox<String> changes = begun(place);
      place.another().writeFailover(Map.of("leader", "node1"));
      place.elsewhere().writeInitialize("72");
      place.another().writeConfiguration(Map.of("ttl", 30));
      place.another().writeMember("node2", Map.of(), place.another().grantLease(TIME_TO_LIVE));
      place.another().deleteInitialize();
      assertThat(told(place, changes, Duration.ofSeconds(1)))
          .containsExactly("failover", "config", "members/node2");
    });
  }

  @Test
  default void a_watch_begins_at_a_member_once_that_one_watches() {
    at(place -> {
      NodeName leader = place.leader();
      NodeName frozen =
          place.members().stream().filter(each -> !each.equals(leader)).findFirst().orElseThrow();
      place.freeze(frozen);
      Mailbox<String> changes = place.world().mailbox();
      place.dcs().watch(changes::put);
      assertThat(told(place, changes, Duration.ofMillis(1_500))).containsExactly("", "");
      place.thaw(frozen);
      await(place, changes, "");
    });
  }

  @Test
  default void a_watch_tells_of_every_key_that_a_lease_takes_along() {
    at(place -> {
      Dcs other = place.another();
      long lease = other.grantLease(TIME_TO_LIVE);
      other.takeLeaderKey("node2", lease, TimelineClaim.NONE);
      other.writeMember("node2", Map.of(), lease);
      other.writeMember("node3", Map.of(), lease);
      // A member that lags behind would tell of these.
      place.world().sleep(Duration.ofMillis(500));
      Mailbox<String> changes = begun(place);
      List<String> told = new ArrayList<>();
      place.until(
          TIME_TO_LIVE.plus(LeaseContract.EXPIRY),
          () -> {
            changes.take(Duration.ZERO).ifPresent(told::add);
            return !told.isEmpty();
          });
      told.addAll(told(place, changes, Duration.ofMillis(500)));
      assertThat(told).containsExactly("leader", "members/node2", "members/node3");
    });
  }

  @Test
  default void a_watch_goes_on_whichever_member_is_away() {
    at(place -> {
      Mailbox<String> changes = begun(place);
      for (int i = 0; i < place.members().size(); i++) {
        NodeName away = place.members().get(i);
        String name = "node" + i;
        place.freeze(away);
        long lease = place.another().grantLease(TIME_TO_LIVE.multipliedBy(10));
        place.another().writeMember(name, Map.of(), lease);
        await(place, changes, "members/" + name);
        place.thaw(away);
      }
    });
  }

  @Test
  default void a_watch_says_that_it_may_have_missed_something_and_goes_on() {
    at(place -> {
      Mailbox<String> changes = begun(place);
      place.members().forEach(place::kill);
      place.world().sleep(Duration.ofMillis(500));
      place.members().forEach(place::start);
      await(place, changes, "");
      place.until(Duration.ofSeconds(10), () -> OutageContract.answers(place.another()));
      told(place, changes, Duration.ofSeconds(1));
      place.another().writeInitialize("71");
      await(place, changes, "initialize");
    });
  }

  /** A watch that has begun at all members. */
  private static Mailbox<String> begun(Place place) {
    Mailbox<String> changes = place.world().mailbox();
    place.dcs().watch(changes::put);
    List<String> beginnings = new ArrayList<>();
    while (beginnings.size() < place.members().size()) {
      Optional<String> told = changes.take(LIMIT);
      assertThat(told).as("how a watch begins, after " + beginnings).contains("");
      beginnings.add("");
    }
    return changes;
  }

  private static List<String> told(Place place, Mailbox<String> changes, Duration within) {
    Moment end = place.world().monotonic().plus(within);
    List<String> told = new ArrayList<>();
    for (var next = Optional.of(""); next.isPresent(); next.ifPresent(told::add)) {
      next = changes.take(end.since(place.world().monotonic()));
    }
    return told;
  }

  /** Passes over what else is told until {@code key} is. */
  private static void await(Place place, Mailbox<String> changes, String key) {
    Moment end = place.world().monotonic().plus(Duration.ofSeconds(5));
    Optional<String> next;
    do {
      next = changes.take(end.since(place.world().monotonic()));
      assertThat(next).as("news, until '" + key + "' is told").isPresent();
    } while (next.filter(key::equals).isEmpty());
  }
}

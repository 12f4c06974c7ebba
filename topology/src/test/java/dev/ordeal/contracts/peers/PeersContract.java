package dev.ordeal.contracts.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.cycle.Peers;
import dev.ordeal.agent.policy.PeerAnswer;
import dev.ordeal.names.Lsn;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What an agent may expect of the other agents' REST APIs: told on simulated links by {@code
 * SimulatedPeersTest} and over HTTP by {@code HttpPeersTest}, story by story the same.
 */
public interface PeersContract {
  Duration LIMIT = Duration.ofSeconds(2);

  /** What no call needs beyond its limit, on a machine that is busy. */
  Duration SLACK = Duration.ofSeconds(1);

  String REPLICA =
      """
      {"state":"running","role":"replica","timeline":3,"tags":{"nofailover":true},
       "xlog":{"received_location":4711,"replayed_location":4700}}\
      """;
  String PRIMARY =
      """
      {"state":"running","role":"primary","timeline":4,"xlog":{"location":4712}}\
      """;

  /** Tells the story of three other agents that answer nothing yet but 503. */
  void at(Story story);

  /** Told once. */
  interface Story {
    void tell(Place place) throws Exception;
  }

  /** An agent, and the others that it may ask. */
  interface Place {
    World world();

    Peers peers();

    List<Peer> others();

    /** The addresses of all of them. */
    default Map<String, String> addresses() {
      Map<String, String> addresses = new TreeMap<>();
      others().forEach(each -> addresses.put(each.name(), each.address()));
      return addresses;
    }

    /** How long {@code work} takes. */
    default Duration time(Runnable work) {
      Moment begin = world().monotonic();
      work.run();
      return world().monotonic().since(begin);
    }

    /** Asks all of them; fails where that does not take as long as it should. */
    default SortedMap<String, PeerAnswer> ask(
        Optional<String> former, Duration least, Duration most) {
      SortedMap<String, PeerAnswer> answers = new TreeMap<>();
      Duration took = time(() -> answers.putAll(peers().ask(addresses(), LIMIT, former)));
      assertThat(took).isBetween(least, most);
      assertThat(answers.keySet()).isEqualTo(addresses().keySet());
      return answers;
    }

    /** Tells all of them; fails where that does not take as long as it should. */
    default boolean tell(Duration least, Duration most) {
      Moment begin = world().monotonic();
      boolean accepted = peers().tellThatILead(addresses(), Map.of("name", "one"), LIMIT);
      assertThat(world().monotonic().since(begin)).isBetween(least, most);
      return accepted;
    }
  }

  /** Another agent. */
  interface Peer {
    String name();

    /** Of its REST API, as its member key shows it. */
    String address();

    /** Answers so from now on. */
    void answers(int status, String body);

    /** The last request: method, path and body, in one line. */
    String heard();

    /** Takes connections and says nothing. */
    void freeze();

    /** Its port refuses. */
    void kill();
  }

  @Test
  default void all_tell_their_state() {
    at(place -> {
      List<Peer> others = place.others();
      others.get(0).answers(200, PRIMARY);
      others.get(1).answers(503, REPLICA);
      others.get(2).answers(200, "{\"watchdog_failed\":true}");
      var answers = place.ask(Optional.empty(), Duration.ZERO, LIMIT);
      PeerAnswer primary = answers.get(others.get(0).name());
      assertThat(primary.reachable()).isTrue();
      assertThat(primary.primary()).isTrue();
      assertThat(primary.position()).contains(new Lsn(4712));
      assertThat(primary.timeline()).contains(4);
      PeerAnswer replica = answers.get(others.get(1).name());
      assertThat(replica.reachable()).isTrue();
      assertThat(replica.primary()).isFalse();
      assertThat(replica.position()).contains(new Lsn(4711));
      assertThat(replica.tags().noFailover()).isTrue();
      assertThat(answers.get(others.get(2).name()).watchdogFailed()).isTrue();
      assertThat(others.get(0).heard()).isEqualTo("GET /patroni ");
    });
  }

  @Test
  default void what_is_no_state_or_no_address_is_silence() {
    at(place -> {
      List<Peer> others = place.others();
      others.get(0).answers(200, "not JSON");
      others.get(1).answers(200, "");
      others.get(2).answers(200, PRIMARY);
      Map<String, String> addresses = new TreeMap<>(place.addresses());
      addresses.put("nowhere", "");
      addresses.put("nonsense", "no address");
      var answers = place.peers().ask(addresses, LIMIT, Optional.empty());
      for (String name :
          List.of(others.get(0).name(), others.get(1).name(), "nowhere", "nonsense")) {
        assertThat(answers.get(name)).isEqualTo(PeerAnswer.silent(name));
      }
      assertThat(answers.get(others.get(2).name()).reachable()).isTrue();
      assertThat(place.peers().tellThatILead(Map.of("nowhere", ""), Map.of(), LIMIT)).isFalse();
    });
  }

  @Test
  default void who_refuses_is_not_waited_for() {
    at(place -> {
      place.others().forEach(each -> each.answers(200, REPLICA));
      place.others().get(1).kill();
      var answers = place.ask(Optional.empty(), Duration.ZERO, LIMIT);
      assertThat(answers.values())
          .extracting(PeerAnswer::reachable)
          .containsExactly(true, false, true);
    });
  }

  @Test
  default void who_is_silent_is_waited_for_until_the_limit() {
    at(place -> {
      place.others().forEach(each -> each.answers(200, REPLICA));
      place.others().get(1).freeze();
      var answers = place.ask(Optional.empty(), LIMIT, LIMIT.plus(SLACK));
      assertThat(answers.values())
          .extracting(PeerAnswer::reachable)
          .containsExactly(true, false, true);
    });
  }

  @Test
  default void the_former_leader_is_not_waited_for_once_all_others_have_answered() {
    at(place -> {
      place.others().forEach(each -> each.answers(200, REPLICA));
      place.others().get(1).freeze();
      var answers =
          place.ask(Optional.of(place.others().get(1).name()), Duration.ofMillis(100), LIMIT);
      assertThat(answers.values())
          .extracting(PeerAnswer::reachable)
          .containsExactly(true, false, true);
      place.others().get(2).freeze();
      place.ask(Optional.of(place.others().get(1).name()), LIMIT, LIMIT.plus(SLACK));
    });
  }

  @Test
  default void a_leader_without_a_store_needs_everybodys_consent() {
    at(place -> {
      List<Peer> others = place.others();
      others.forEach(each -> each.answers(200, "Accepted"));
      assertThat(place.tell(Duration.ZERO, LIMIT)).isTrue();
      assertThat(others.get(0).heard()).isEqualTo("POST /failsafe {\"name\":\"one\"}");
      others.get(2).answers(500, "Accepted");
      assertThat(place.tell(Duration.ZERO, LIMIT)).isFalse();
      others.get(2).answers(200, "I lead myself");
      assertThat(place.tell(Duration.ZERO, LIMIT)).isFalse();
      others.get(2).answers(200, "Accepted");
      others.get(1).freeze();
      assertThat(place.tell(LIMIT, LIMIT.plus(SLACK))).isFalse();
      others.get(1).kill();
      assertThat(place.tell(Duration.ZERO, LIMIT)).isFalse();
      assertThat(place.peers().tellThatILead(Map.of(), Map.of(), LIMIT)).isTrue();
    });
  }
}

package dev.ordeal.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.names.Lsn;
import dev.ordeal.world.Moment;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** node2 leads by a lease of 30 s, until node1 sees that nobody does. */
final class VacancyTest {
  private static final Moment NOW = Seen.NOW;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TIME_TO_LIVE = DynamicSettings.DEFAULTS.timeToLive();

  /** What is remembered of a look {@code ago}, when node2 led, and its lease had so much left. */
  private static Memory led(Duration ago, Duration left) {
    return Remembering.after(Seen.replica().later(ago.negated()).leaseLeft(left).now());
  }

  /** The key of node2 is gone, and its lease with all that lived under it. */
  private static Seen ended(Memory before) {
    return given(before).without("node2");
  }

  /** The key of node2 is gone; the node still has a key of its own. */
  private static Seen given(Memory before) {
    return Seen.replica()
        .remembers(before)
        .noLeader()
        .silent("node2")
        .answers("node3", false, 1000);
  }

  private static void takesTheKey(Seen seen) {
    Decision decision = seen.decision();
    assertThat(decision.actions()).as(decision.reason()).contains(new Action.TakeLeaderKey());
  }

  private static void waits(Seen seen, String whom) {
    Decision decision = seen.decision();
    assertThat(decision.isNothing()).as(decision.reason()).isTrue();
    assertThat(decision.reason())
        .matches("waiting: " + whom + " may go on to lead for [0-9.]+ s without the key");
  }

  @Test
  void whose_lease_ended_before_its_time_is_waited_for_until_its_deadline() {
    Memory before = led(SECOND, Duration.ofSeconds(20));
    waits(ended(before), "node2");
    Duration almost = TIME_TO_LIVE.minusMillis(1);
    Memory early = led(TIME_TO_LIVE.plus(SECOND), Duration.ofSeconds(20));
    Memory gone = Remembering.after(ended(early).later(TIME_TO_LIVE.negated()).now());
    takesTheKey(ended(gone));
    Memory later = Remembering.after(ended(early).later(almost.negated()).now());
    waits(ended(later), "node2");
  }

  @Test
  void it_is_waited_for_whatever_it_says_and_also_when_it_has_a_key_of_its_own_again() {
    Memory gone = Remembering.after(ended(led(SECOND, Duration.ofSeconds(20))).now());
    waits(given(gone), "node2");
    waits(given(gone).answers("node2", false, 1000), "node2");
  }

  /** The store tells whole seconds: the lease may have had up to one more. */
  @Test
  void a_lease_that_ended_in_its_time_leaves_nobody_who_leads_once_its_last_second_has_passed() {
    takesTheKey(ended(led(Duration.ofSeconds(3), Duration.ofSeconds(2))));
    takesTheKey(ended(led(SECOND, Duration.ZERO)));
    Memory before = led(Duration.ofMillis(2_900), Duration.ofSeconds(2));
    assertThat(Vacancy.after(ended(before).now()).orElseThrow().until())
        .isEqualTo(NOW.plus(Duration.ofMillis(100)));
    waits(ended(before), "node2");
  }

  @Test
  void each_answer_narrows_down_when_a_lease_ends_that_nobody_renews() {
    Memory first = led(Duration.ofMillis(2_900), Duration.ofSeconds(2));
    Seen second = Seen.replica().remembers(first).later(Duration.ofMillis(-1_200));
    Memory both = Remembering.after(second.leaseLeft(Duration.ZERO).now());
    LeaseLeft known = both.leaseLeft().orElseThrow();
    assertThat(known.until()).isEqualTo(NOW.minus(Duration.ofMillis(900)));
    assertThat(known.atMost()).isEqualTo(NOW.minus(Duration.ofMillis(200)));
    takesTheKey(ended(both));
    Memory renewed = Remembering.after(second.leaseLeft(Duration.ofSeconds(29)).now());
    assertThat(renewed.leaseLeft().orElseThrow().atMost())
        .isEqualTo(NOW.plus(Duration.ofMillis(28_800)));
  }

  /** Renewals come more often than once in the second by which the store tells. */
  @Test
  void as_long_as_a_lease_is_renewed_in_time_only_the_last_answer_says_when_it_has_ended() {
    Memory first = led(Duration.ofSeconds(2), Duration.ofSeconds(25));
    Seen second = Seen.replica().remembers(first).later(SECOND.negated());
    Memory both = Remembering.after(second.leaseLeft(Duration.ofSeconds(24)).now());
    LeaseLeft known = both.leaseLeft().orElseThrow();
    assertThat(known.until()).isEqualTo(NOW.plus(Duration.ofSeconds(23)));
    assertThat(known.atMost()).isEqualTo(NOW.plus(Duration.ofSeconds(24)));
    Memory later = Remembering.after(second.leaseLeft(Duration.ofMillis(24_500)).now());
    assertThat(later.leaseLeft().orElseThrow().atMost())
        .isEqualTo(NOW.plus(Duration.ofMillis(24_500)));
  }

  @Test
  void a_key_that_was_given_away_is_free_at_once() {
    takesTheKey(given(led(SECOND, Duration.ofSeconds(20))));
  }

  @Test
  void who_has_a_key_of_its_own_under_another_lease_has_not_given_the_leader_key_away() {
    waits(given(led(SECOND, Duration.ofSeconds(20))).anotherLease("node2"), "node2");
  }

  @Test
  void whose_lease_was_last_asked_for_too_long_ago_is_waited_for() {
    Memory asked = led(Duration.ofSeconds(26), Duration.ofSeconds(20));
    Memory unasked =
        Remembering.after(Seen.replica().remembers(asked).later(SECOND.negated()).now());
    waits(ended(unasked), "node2");
  }

  @Test
  void who_has_not_read_the_store_for_long_waits_even_for_a_key_that_was_given_away() {
    waits(given(led(Duration.ofSeconds(26), Duration.ofSeconds(20))), "node2");
  }

  @Test
  void where_the_store_has_said_nothing_of_the_lease_its_end_is_no_end() {
    waits(ended(Remembering.after(Seen.replica().now())), "node2");
  }

  @Test
  void the_longest_that_was_said_of_one_lease_counts() {
    Memory more = led(Duration.ofSeconds(2), Duration.ofSeconds(9));
    Memory less =
        Remembering.after(
            Seen.replica().remembers(more).later(SECOND.negated()).leaseLeft(Duration.ZERO).now());
    waits(ended(less), "node2");
    Memory other =
        Remembering.after(
            Seen.replica().remembers(more).later(SECOND.negated()).ledBy("node3").now());
    assertThat(other.leaseLeft()).as("of another lease").isEmpty();
  }

  @Test
  void who_took_the_key_and_claimed_a_timeline_unseen_is_waited_for() {
    Memory before = led(Duration.ofSeconds(4), Duration.ofSeconds(2));
    waits(ended(before).claimed(2, 5), "node2");
    Memory free = Remembering.after(ended(before).later(Duration.ofMillis(-10)).now());
    takesTheKey(ended(free));
    waits(ended(free).claimed(2, 5), "node2");
    waits(given(led(SECOND, Duration.ofSeconds(20))).claimed(2, 5), "node2");
  }

  private static Seen begun() {
    return given(Memory.NONE).without("node2");
  }

  @Test
  void who_has_never_seen_a_leader_waits_for_a_time_to_live() {
    waits(begun(), "who led before");
    Memory first = Remembering.after(begun().later(TIME_TO_LIVE.negated()).now());
    takesTheKey(begun().remembers(first));
  }

  @Test
  void who_led_last_or_begins_where_nobody_has_led_yet_does_not_wait() {
    var promoted = new HistoryLine(1, new Lsn(900), "", Optional.empty(), Optional.of("node1"));
    takesTheKey(begun().timeline(2).history(promoted));
    takesTheKey(begun().sync("node1", Set.of(), 0));
    takesTheKey(begun().nobodyEverLed());
  }

  @Test
  void who_led_last_waits_where_somebody_has_claimed_a_timeline_since() {
    waits(begun().sync("node1", Set.of(), 0).claimed(2, 5), "who led before");
  }

  @Test
  void while_the_store_is_out_of_reach_what_is_known_stays() {
    Memory known = Remembering.after(ended(led(SECOND, Duration.ofSeconds(20))).now());
    Memory after = Remembering.after(ended(known).storeUnreachable().now());
    assertThat(after.vacancy()).isPresent().isEqualTo(known.vacancy());
  }
}

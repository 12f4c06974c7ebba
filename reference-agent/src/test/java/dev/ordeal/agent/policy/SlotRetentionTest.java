package dev.ordeal.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlotRetentionTest {
  private static final Duration KEEP = DynamicSettings.DEFAULTS.memberSlotsTtl();

  private static SlotRetention after(SlotRetention before, Seen seen) {
    return before.after(seen.now());
  }

  private static Iterable<String> absent(SlotRetention retention, Seen seen) {
    return retention.absent(seen.now().store(), "node1");
  }

  @Test
  void nobody_is_away_while_all_are_there() {
    Seen all = Seen.leader();
    assertThat(absent(after(SlotRetention.UNKNOWN, all), all)).isEmpty();
  }

  @Test
  void the_slot_of_a_member_that_went_away_is_kept_for_its_time() {
    SlotRetention before = after(SlotRetention.UNKNOWN, Seen.leader());
    Seen soon = Seen.leader().without("node3").later(KEEP.minusSeconds(1));
    SlotRetention then = after(before, soon);
    assertThat(absent(then, soon)).containsExactly("node3");
    Seen late = Seen.leader().without("node3").later(KEEP);
    assertThat(absent(after(then, late), late)).isEmpty();
  }

  @Test
  void its_time_begins_anew_whenever_it_is_seen() {
    SlotRetention before = after(SlotRetention.UNKNOWN, Seen.leader());
    SlotRetention seenAgain = after(before, Seen.leader().later(KEEP.minusSeconds(1)));
    Seen late = Seen.leader().without("node3").later(KEEP.plusSeconds(10));
    assertThat(absent(after(seenAgain, late), late)).containsExactly("node3");
  }

  @Test
  void a_new_leader_goes_on_keeping_what_the_one_before_kept() {
    SlotRetention asReplica = after(SlotRetention.UNKNOWN, Seen.replica().retaining("node4"));
    Seen leading = Seen.leader().later(KEEP.minusSeconds(1));
    assertThat(absent(after(asReplica, leading), leading)).containsExactly("node4");
    Seen restarted = Seen.leader().retaining("node4");
    assertThat(absent(after(SlotRetention.UNKNOWN, restarted), restarted)).containsExactly("node4");
  }

  /** What a leader reads there, it wrote itself. */
  @Test
  void a_leader_does_not_keep_for_ever_what_it_keeps() {
    SlotRetention before = after(SlotRetention.UNKNOWN, Seen.leader().retaining("node4"));
    Seen late = Seen.leader().retaining("node4").later(KEEP);
    assertThat(absent(after(before, late), late)).isEmpty();
  }
}

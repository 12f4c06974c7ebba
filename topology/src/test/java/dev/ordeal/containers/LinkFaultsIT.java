package dev.ordeal.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.environment.fault.Cut;
import dev.ordeal.environment.fault.Cut.Flow;
import dev.ordeal.environment.fault.Cut.Manner;
import dev.ordeal.environment.fault.Reset;
import dev.ordeal.environment.fault.Slice;
import dev.ordeal.environment.fault.Slow;
import dev.ordeal.environment.fault.Throttle;
import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.names.NodeName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Faults of links, on the link by which a client stands beside the leader: no failover follows. */
@Tag("container")
class LinkFaultsIT {
  private static Started started;
  private static NodeName leader;
  private static Link link;

  @BeforeAll
  static void start() {
    started = new Started(Plans.threeNodes());
    leader = started.leader();
    link = started.besideLink(leader);
  }

  @AfterAll
  static void end() {
    started.close();
  }

  private static Session open() throws SessionFailure {
    return started.environment.sessions().open(new Entry.Beside(leader), Duration.ofSeconds(2));
  }

  private static Cut cut(Manner manner, boolean requests, boolean answers) {
    return new Cut(List.of(new Flow(link, requests, answers)), manner);
  }

  @Test
  void silence_leaves_connections_open_and_what_hung_goes_on_after_healing() throws Exception {
    try (Session session = open()) {
      session.readRegister("k", Started.LIMIT);
      AppliedFault fault = started.biting(cut(Manner.SILENCE, true, true));
      assertThat(fault.means()).isEqualTo("packet drop");
      assertThatThrownBy(() -> open()).isInstanceOf(SessionFailure.class);
      fault.heal();
      assertThat(session.readRegister("k", Started.LIMIT).node()).isEqualTo(leader.value());
      assertThat(fault.inForce()).isFalse();
      assertThat(fault.heal()).isEqualTo("healed before");
    }
  }

  @Test
  void answers_alone_can_be_silenced_and_the_write_happens_unheard() throws Exception {
    try (Session session = open();
        Session other = started.environment.sessions().open(new Entry.Primary(), Started.LIMIT)) {
      session.append("one-way", 1, Started.LIMIT);
      AppliedFault fault = started.biting(cut(Manner.SILENCE, false, true));
      assertThatThrownBy(() -> session.append("one-way", 2, Duration.ofSeconds(1)))
          .isInstanceOfSatisfying(
              SessionFailure.class,
              failure -> {
                assertThat(failure.outcome()).isEqualTo(ClientOutcome.INDEFINITE);
                assertThat(failure.error()).isEqualTo("timeout");
              });
      assertThat(other.readLatest("one-way", Started.LIMIT).value()).isEqualTo(2);
      fault.heal();
    }
  }

  @Test
  void overlapping_cuts_end_with_the_last_of_them() throws Exception {
    AppliedFault first = started.biting(cut(Manner.SILENCE, true, true));
    AppliedFault second = started.biting(cut(Manner.SILENCE, true, true));
    first.heal();
    assertThat(second.seenToBite(Started.BITE)).isPresent();
    second.heal();
    open().close();
  }

  @Test
  void refusal_closes_and_refuses() throws Exception {
    try (Session session = open()) {
      session.readRegister("k", Started.LIMIT);
      AppliedFault fault = started.biting(cut(Manner.REFUSAL, true, true));
      assertThatThrownBy(() -> session.readRegister("k", Started.LIMIT))
          .isInstanceOf(SessionFailure.class);
      assertThatThrownBy(() -> open())
          .isInstanceOfSatisfying(
              SessionFailure.class,
              failure -> assertThat(failure.outcome()).isEqualTo(ClientOutcome.DEFINITE));
      fault.heal();
      open().close();
    }
  }

  @Test
  void one_way_alone_cannot_be_refused() {
    assertThatThrownBy(() -> started.environment.faults().apply(cut(Manner.REFUSAL, true, false)))
        .isInstanceOf(FaultUnavailable.class)
        .hasMessageContaining("one way");
  }

  @Test
  void a_stall_accepts_and_says_nothing() throws Exception {
    AppliedFault fault = started.biting(cut(Manner.STALL, true, true));
    assertThatThrownBy(() -> open()).isInstanceOf(SessionFailure.class);
    fault.heal();
    open().close();
  }

  @Test
  void a_slow_link_answers_later() throws Exception {
    AppliedFault fault =
        started.biting(new Slow(List.of(link), Duration.ofMillis(200), Duration.ofMillis(20)));
    fault.heal();
    open().close();
  }

  @Test
  void a_throttled_link_carries_no_more_than_its_rate() throws Exception {
    started.biting(new Throttle(List.of(link), 200_000)).heal();
    open().close();
  }

  @Test
  void a_sliced_link_delivers_in_pieces() throws Exception {
    started.biting(new Slice(List.of(link), 8, Duration.ofMillis(5))).heal();
    open().close();
  }

  @Test
  void a_reset_breaks_what_is_open_and_nothing_more() throws Exception {
    try (Session session = open()) {
      session.readRegister("k", Started.LIMIT);
      AppliedFault fault = started.biting(new Reset(List.of(link)));
      assertThat(fault.inForce()).isFalse();
      assertThatThrownBy(() -> session.readRegister("k", Started.LIMIT))
          .isInstanceOf(SessionFailure.class);
      open().close();
    }
  }
}

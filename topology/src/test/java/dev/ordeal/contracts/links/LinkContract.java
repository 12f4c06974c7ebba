package dev.ordeal.contracts.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Environment;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.environment.fault.Cut;
import dev.ordeal.environment.fault.Cut.Flow;
import dev.ordeal.environment.fault.Cut.Manner;
import dev.ordeal.environment.fault.Fault;
import dev.ordeal.environment.fault.Reset;
import dev.ordeal.environment.fault.Slow;
import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a client sees of a link with a fault on it, connecting and on a session that it has: told on
 * the simulated network by {@code SimulatedLinksTest} and on links through Toxiproxy by {@code
 * LinkFaultsIT}, story by story the same. The link is one by which a client stands beside the
 * leader, so that no failover follows.
 */
public interface LinkContract {
  Duration LIMIT = Duration.ofSeconds(3);
  Duration SECOND = Duration.ofSeconds(1);

  /** What TCP needs at most, after a silence of a second or two, until it tries again. */
  Duration AGAIN = Duration.ofSeconds(10);

  /** How long it may take until a fault is seen to bite. */
  Duration BITE = Duration.ofSeconds(8);

  /** The name of an answer that did not come in time. */
  String TIMEOUT = "timeout";

  /** The name of a connection that is refused, an SQLSTATE. */
  String NOT_CONNECTED = "08001";

  /** The name of a connection that broke, an SQLSTATE. */
  String CONNECTION_LOST = "08006";

  /** Tells the story; no fault is in force afterwards. */
  void at(Story story);

  /** Told once. */
  interface Story {
    void tell(Place place) throws Exception;
  }

  /**
   * A running environment.
   *
   * @param link by which clients reach the leader's server
   * @param applied what has been applied, whether it is still in force or not
   */
  record Place(
      World world,
      Environment environment,
      NodeName leader,
      Link link,
      List<AppliedFault> applied) {
    public Place(World world, Environment environment, NodeName leader, Link link) {
      this(world, environment, leader, link, new ArrayList<>());
    }

    /** Ends whatever a story that broke off has left. */
    public void healAll() {
      applied.forEach(AppliedFault::heal);
    }

    Session open(Duration limit) throws SessionFailure {
      return environment.sessions().open(new Entry.Beside(leader), limit);
    }

    /** A session on another link. */
    Session openElsewhere() throws SessionFailure {
      return environment.sessions().open(new Entry.Primary(), LIMIT);
    }

    AppliedFault biting(Fault fault) throws FaultUnavailable {
      AppliedFault made = environment.faults().apply(fault);
      applied.add(made);
      assertThat(made.seenToBite(BITE)).as("seen to bite").isPresent();
      return made;
    }

    Cut cut(Manner manner, boolean requests, boolean answers) {
      return new Cut(List.of(new Flow(link, requests, answers)), manner);
    }

    /** How long one answer takes. */
    Duration trip(Session session) throws SessionFailure {
      Moment begin = world.monotonic();
      session.readRegister("k", LIMIT);
      return world.monotonic().since(begin);
    }

    /** Reads by {@code session} in a task of its own: the node that answered, or the error. */
    Mailbox<String> reading(Session session) {
      Mailbox<String> told = world.mailbox();
      world
          .group("client")
          .spawn(
              "read",
              () -> {
                try {
                  told.put(session.readRegister("k", Duration.ofSeconds(30)).node());
                } catch (SessionFailure failure) {
                  told.put(failure.error());
                }
              });
      return told;
    }

    void works() throws SessionFailure {
      try (Session session = open(LIMIT)) {
        assertThat(session.readRegister("k", LIMIT).node()).isEqualTo(leader.value());
      }
    }

    /** No session comes about, and none can have carried a statement. */
    void cannotBeOpened(String error) {
      Moment begin = world.monotonic();
      assertThatThrownBy(() -> open(SECOND).close())
          .isInstanceOfSatisfying(
              SessionFailure.class,
              failure -> {
                assertThat(failure.outcome()).isEqualTo(ClientOutcome.DEFINITE);
                assertThat(failure.error()).isEqualTo(error);
              });
      assertThat(world.monotonic().since(begin)).isLessThan(SECOND.multipliedBy(3));
    }

    void fails(Session session, String error) {
      assertThatThrownBy(() -> session.readRegister("k", LIMIT))
          .isInstanceOfSatisfying(
              SessionFailure.class,
              failure -> {
                assertThat(failure.outcome()).isEqualTo(ClientOutcome.INDEFINITE);
                assertThat(failure.error()).isEqualTo(error);
              });
    }

    /** A write that nobody answers; whether it happened is for others to see. */
    void isNotHeard(Session session, String writer) {
      assertThatThrownBy(() -> session.append(writer, 1, SECOND))
          .isInstanceOfSatisfying(
              SessionFailure.class,
              failure -> {
                assertThat(failure.outcome()).isEqualTo(ClientOutcome.INDEFINITE);
                assertThat(failure.error()).isEqualTo(TIMEOUT);
              });
    }

    void until(String what, java.util.concurrent.Callable<Boolean> condition) throws Exception {
      Moment end = world.monotonic().plus(AGAIN);
      while (!condition.call()) {
        assertThat(world.monotonic().isBefore(end)).as(what + ", within " + AGAIN).isTrue();
        world.sleep(Duration.ofMillis(100));
      }
    }
  }

  @Test
  default void silence_answers_nobody_and_what_hung_goes_on_afterwards() {
    at(place -> {
      try (Session session = place.open(LIMIT)) {
        session.readRegister("k", LIMIT);
        AppliedFault silence = place.biting(place.cut(Manner.SILENCE, true, true));
        Mailbox<String> read = place.reading(session);
        place.cannotBeOpened(TIMEOUT);
        assertThat(read.take(Duration.ZERO)).isEqualTo(Optional.empty());
        silence.heal();
        assertThat(read.take(AGAIN)).contains(place.leader().value());
        place.works();
      }
    });
  }

  @Test
  default void where_answers_alone_are_silenced_a_write_happens_unheard() {
    at(place -> {
      try (Session session = place.open(LIMIT);
          Session other = place.openElsewhere()) {
        session.readRegister("k", LIMIT);
        AppliedFault silence = place.biting(place.cut(Manner.SILENCE, false, true));
        place.isNotHeard(session, "answers");
        assertThat(other.readLatest("answers", LIMIT).value()).isEqualTo(1);
        place.cannotBeOpened(TIMEOUT);
        silence.heal();
        place.works();
      }
    });
  }

  @Test
  default void where_requests_alone_are_silenced_a_write_happens_once_they_get_through() {
    at(place -> {
      try (Session session = place.open(LIMIT);
          Session other = place.openElsewhere()) {
        session.readRegister("k", LIMIT);
        AppliedFault silence = place.biting(place.cut(Manner.SILENCE, true, false));
        place.isNotHeard(session, "requests");
        assertThat(other.readLatest("requests", LIMIT).value()).isZero();
        silence.heal();
        place.until("written", () -> other.readLatest("requests", LIMIT).value() == 1);
      }
    });
  }

  @Test
  default void a_refusal_closes_what_is_open_and_refuses_what_is_new() {
    at(place -> {
      try (Session idle = place.open(LIMIT);
          Session busy = place.open(LIMIT)) {
        idle.readRegister("k", LIMIT);
        busy.readRegister("k", LIMIT);
        AppliedFault refusal = place.biting(place.cut(Manner.REFUSAL, true, true));
        place.fails(busy, CONNECTION_LOST);
        place.cannotBeOpened(NOT_CONNECTED);
        refusal.heal();
        place.fails(idle, CONNECTION_LOST);
        place.works();
      }
    });
  }

  @Test
  default void one_way_alone_cannot_be_refused() {
    at(place ->
        assertThatThrownBy(
                () -> place.environment().faults().apply(place.cut(Manner.REFUSAL, true, false)))
            .isInstanceOf(FaultUnavailable.class)
            .hasMessageContaining("one way"));
  }

  @Test
  default void a_stall_accepts_and_says_nothing_and_what_hung_goes_on_afterwards() {
    at(place -> {
      try (Session session = place.open(LIMIT)) {
        session.readRegister("k", LIMIT);
        AppliedFault stall = place.biting(place.cut(Manner.STALL, true, true));
        Mailbox<String> read = place.reading(session);
        place.cannotBeOpened(TIMEOUT);
        assertThat(read.take(Duration.ZERO)).isEqualTo(Optional.empty());
        stall.heal();
        assertThat(read.take(AGAIN)).contains(place.leader().value());
        place.works();
      }
    });
  }

  @Test
  default void overlapping_cuts_end_with_the_last_of_them() {
    at(place -> {
      AppliedFault first = place.biting(place.cut(Manner.SILENCE, true, true));
      AppliedFault second = place.biting(place.cut(Manner.SILENCE, true, true));
      first.heal();
      assertThat(first.inForce()).isFalse();
      assertThat(first.heal()).isEqualTo("healed before");
      place.cannotBeOpened(TIMEOUT);
      second.heal();
      place.works();
    });
  }

  @Test
  default void a_reset_breaks_what_is_open_and_nothing_more() {
    at(place -> {
      try (Session session = place.open(LIMIT)) {
        session.readRegister("k", LIMIT);
        AppliedFault reset = place.biting(new Reset(List.of(place.link())));
        assertThat(reset.inForce()).isFalse();
        place.fails(session, CONNECTION_LOST);
        place.works();
      }
    });
  }

  @Test
  default void a_slow_link_takes_its_latency_each_way() {
    at(place -> {
      try (Session session = place.open(LIMIT)) {
        session.readRegister("k", LIMIT);
        Duration latency = Duration.ofMillis(200);
        AppliedFault slow = place.biting(new Slow(List.of(place.link()), latency, Duration.ZERO));
        assertThat(place.trip(session)).isBetween(Duration.ofMillis(400), Duration.ofMillis(1_400));
        slow.heal();
        place.until("answers at once", () -> place.trip(session).compareTo(latency) < 0);
      }
    });
  }
}

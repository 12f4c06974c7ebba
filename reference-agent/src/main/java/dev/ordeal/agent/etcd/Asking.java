package dev.ordeal.agent.etcd;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.Moment;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How a question goes to the members of the store, beginning with the one that answered last.
 *
 * <p>{@link #inTurn}: one member after the other, each given up before the next is asked. For what
 * must not happen again after its answer was heard. {@link #sideBySide}: a member that is slow is
 * not given up when the next is asked, and the first answer counts: over slow links a member given
 * up a moment too early is a whole attempt lost (Dean and Barroso, The Tail at Scale, CACM 2013).
 */
final class Asking {
  /** At 100 ms of jitter a new connection with its first answer may take this long. */
  private static final Duration LEAST_TRY = Duration.ofMillis(400);

  private static final Duration AGAIN = Duration.ofMillis(50);

  private final World world;
  private final List<StoreMember> members;
  private final TaskGroup tasks;
  private volatile int preferred;

  /**
   * @param members one or more
   * @param tasks in which questions asked side by side wait for their answers
   */
  Asking(World world, List<? extends StoreMember> members, TaskGroup tasks) {
    this.world = world;
    this.members = List.copyOf(members);
    this.tasks = tasks;
  }

  /** What is asked of a member. */
  interface Request<T> {
    T of(StoreMember member, Duration limit) throws MemberFailure;
  }

  /**
   * Asks one member after the other until {@code within} is used up. An attempt whose answer was
   * lost may have happened: a second one is safe for everything that {@link EtcdDcs} asks, except
   * that a compare then finds its own first effect; the next reading of the store tells.
   *
   * @throws PortFailure.Unavailable when no member answered in time
   * @throws PortFailure.Refused when the store said no
   */
  <T> T inTurn(String what, Request<T> request, Duration within) {
    Moment end = world.monotonic().plus(within);
    Duration oneTry = share(within, LEAST_TRY);
    int first = preferred;
    Optional<MemberFailure> last = Optional.empty();
    for (int i = 0; ; i++) {
      Duration left = end.since(world.monotonic());
      if (!left.isPositive()) {
        throw unavailable(what, last);
      }
      int index = (first + i) % members.size();
      try {
        T answer = request.of(members.get(index), left.compareTo(oneTry) < 0 ? left : oneTry);
        preferred = index;
        return answer;
      } catch (MemberFailure e) {
        last = Optional.of(mayBeAskedElsewhere(what, e));
        preferred = (index + 1) % members.size();
      }
      if (i % members.size() == members.size() - 1) {
        world.sleep(AGAIN);
      }
    }
  }

  /**
   * Asks further members while the first ones have not answered, one with each share of {@code
   * within}. Only for what may happen several times, also later than its answer.
   *
   * @throws PortFailure.Unavailable when no member answered in time
   * @throws PortFailure.Refused when the store said no
   */
  <T> T sideBySide(String what, Request<T> request, Duration within) {
    if (members.size() == 1) {
      return inTurn(what, request, within);
    }
    Moment end = world.monotonic().plus(within);
    Duration patience = share(within, Duration.ZERO);
    Mailbox<Reply<T>> replies = world.mailbox();
    Deque<Integer> idle = inOrder();
    Moment next = world.monotonic();
    int asked = 0;
    Optional<MemberFailure> last = Optional.empty();
    while (true) {
      Moment now = world.monotonic();
      if (now.compareTo(end) >= 0) {
        throw unavailable(what, last);
      }
      if (!idle.isEmpty() && now.compareTo(next) >= 0) {
        ask(idle.removeFirst(), request, end.since(now), replies);
        asked++;
        next = now.plus(patience);
      }
      Moment until = idle.isEmpty() || next.compareTo(end) > 0 ? end : next;
      Optional<Reply<T>> reply = replies.take(until.since(world.monotonic()));
      switch (reply.orElse(null)) {
        case null -> {}
        case Answered<T>(int index, T answer) -> {
          preferred = index;
          return answer;
        }
        case Failed<T>(int index, MemberFailure failure) -> {
          last = Optional.of(mayBeAskedElsewhere(what, failure));
          idle.addLast(index);
          next = world.monotonic().plus(asked % members.size() == 0 ? AGAIN : Duration.ZERO);
        }
      }
    }
  }

  private sealed interface Reply<T> {}

  private record Answered<T>(int index, T answer) implements Reply<T> {}

  private record Failed<T>(int index, MemberFailure failure) implements Reply<T> {}

  private <T> void ask(int index, Request<T> request, Duration limit, Mailbox<Reply<T>> replies) {
    tasks.spawn(
        "ask",
        () -> {
          try {
            replies.put(new Answered<>(index, request.of(members.get(index), limit)));
          } catch (MemberFailure e) {
            replies.put(new Failed<>(index, e));
          }
        });
  }

  private Deque<Integer> inOrder() {
    List<Integer> order = new ArrayList<>();
    int first = preferred;
    for (int i = 0; i < members.size(); i++) {
      order.add((first + i) % members.size());
    }
    return new ArrayDeque<>(order);
  }

  private Duration share(Duration within, Duration least) {
    Duration share = within.dividedBy(members.size());
    return share.compareTo(least) < 0 ? least : share;
  }

  private static MemberFailure mayBeAskedElsewhere(String what, MemberFailure failure) {
    if (failure.kind() != MemberFailure.Kind.UNREACHABLE) {
      throw new PortFailure.Refused("cannot " + what + ": " + failure.getMessage(), failure);
    }
    return failure;
  }

  private static PortFailure.Unavailable unavailable(String what, Optional<MemberFailure> last) {
    MemberFailure cause =
        last.orElseGet(
            () -> new MemberFailure(MemberFailure.Kind.UNREACHABLE, "no answer in time"));
    return new PortFailure.Unavailable("cannot " + what + ": " + cause.getMessage(), cause);
  }
}

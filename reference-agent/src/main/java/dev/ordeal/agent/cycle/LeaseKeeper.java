package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.LeaseView;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.Moment;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this agent's lease, in a task of its own: a cycle that waits for a server or a peer does
 * not delay a renewal. It renews only while the cycle is alive, because a key that is held by an
 * agent that hangs keeps everyone else from taking over.
 *
 * <p>A deadline counts from when a renewal was sent: the store may have begun to count then. While
 * the server may take writes, it counts by the lease that the leader key lies under, for another
 * one keeps nobody from taking over; and by the earlier of the two while the key may be moved.
 */
final class LeaseKeeper {
  private static final Duration AGAIN = Duration.ofMillis(50);

  private final World world;
  private final Dcs dcs;
  private final Guard guard;
  private final Watchdog watchdog;
  private final Log log;
  private final Mailbox<Boolean> wakeUps;
  private final Runnable onChange;

  private volatile LeaseView view;
  private volatile Duration timeToLive = Duration.ZERO;
  private volatile LeaseTiming timing =
      LeaseTiming.of(Duration.ofSeconds(30), Duration.ofSeconds(10));
  private volatile Duration grantedFor = Duration.ZERO;
  private Moment renewalSent;
  private volatile Duration loopWait = Duration.ofSeconds(10);
  private volatile Moment cycleEnded;
  private volatile boolean guarding;
  private long guardedBy;
  private volatile boolean feeding;
  private @Nullable Moment agreedUntil;
  private volatile boolean complained;

  /**
   * @param onChange called when the lease was granted, lost, or renewed after it had lapsed here
   */
  LeaseKeeper(World world, Dcs dcs, Guard guard, Watchdog watchdog, Log log, Runnable onChange) {
    this.world = world;
    this.dcs = dcs;
    this.guard = guard;
    this.watchdog = watchdog;
    this.log = log;
    this.wakeUps = world.mailbox();
    this.onChange = onChange;
    Moment now = world.monotonic();
    this.view = new LeaseView(Optional.empty(), now, now);
    this.cycleEnded = now;
    this.renewalSent = now;
  }

  void start(TaskGroup group) {
    group.spawn(
        "lease keeper",
        () -> {
          while (true) {
            wakeUps.take(survivedRenewal() ? timing.renewEvery() : AGAIN);
          }
        });
  }

  LeaseView view() {
    return view;
  }

  LeaseTiming timing() {
    return timing;
  }

  /**
   * Takes a new time to live; the next renewal is a new lease where it differs. Before the first
   * call there is none: a key that was taken under a longer lease than the cluster's would keep
   * everyone else from taking over for as long.
   */
  void useTiming(Duration newTimeToLive, Duration newLoopWait) {
    loopWait = newLoopWait;
    timing = LeaseTiming.of(newTimeToLive, newLoopWait);
    watchdog.useTiming(newTimeToLive, newLoopWait);
    if (!newTimeToLive.equals(timeToLive)) {
      timeToLive = newTimeToLive;
      wakeUps.put(true);
    }
  }

  void cycleEnded() {
    cycleEnded = world.monotonic();
    if (complained) {
      wakeUps.put(true);
    }
  }

  /**
   * From now on the server may take writes: the guardian is to end it with the lease.
   *
   * @param lease under which the leader key lies, or is to lie
   * @return false, and nothing changes, where that is not this agent's lease any more
   */
  synchronized boolean guardServer(long lease) {
    if (view.id().filter(id -> id == lease).isEmpty()) {
      return false;
    }
    guardedBy = lease;
    guarding = true;
    feeding = true;
    view = countedFrom(lease, renewalSent);
    allow();
    return true;
  }

  /**
   * The watchdog device is to end the machine with the lease.
   *
   * @return whether this node may lead as far as the device is concerned
   */
  boolean activateWatchdog() {
    return watchdog.activate();
  }

  /** Another node leads: whatever still runs here is not kept alive by renewals any more. */
  void anotherLeads() {
    feeding = false;
  }

  private synchronized void allow() {
    guard.allowUntil(fenceBy());
  }

  /** The server takes no writes, or people have taken it over. */
  void releaseServer() {
    guarding = false;
    forget();
    watchdog.disable();
  }

  private synchronized void forget() {
    agreedUntil = null;
    guard.release();
  }

  /** All members of the failsafe list have agreed to what was sent at {@code sent}. */
  void failsafeAgreed(Moment sent) {
    if (guarding) {
      agree(sent.plus(timing.fenceAfter()));
      allow();
      watchdog.feed(sent);
    }
  }

  /**
   * When the guardian ends the server: what all members have agreed to may reach further than the
   * lease.
   */
  synchronized Moment fenceBy() {
    Moment byLease = view.fenceBy();
    Moment agreed = agreedUntil;
    return agreed != null && agreed.isAfter(byLease) ? agreed : byLease;
  }

  private synchronized void agree(Moment until) {
    Moment before = agreedUntil;
    agreedUntil = before != null && before.isAfter(until) ? before : until;
  }

  private boolean survivedRenewal() {
    try {
      return keep();
    } catch (RuntimeException e) {
      log.mistake("a renewal of the lease", e);
      return false;
    }
  }

  private boolean keep() {
    if (timeToLive.isZero()) {
      return true;
    }
    Duration silent = world.monotonic().since(cycleEnded);
    if (silent.compareTo(timeToLive) > 0 && view.id().isPresent()) {
      if (!complained) {
        complained = true;
        log.error(
            "the lease is not renewed: the last cycle ended " + silent.toMillis() + " ms ago");
      }
      return true;
    }
    complained = false;
    Moment sent = world.monotonic();
    try {
      Optional<Long> id = view.id();
      if (id.isEmpty() || !grantedFor.equals(timeToLive)) {
        grant(sent);
      } else if (dcs.renewLease(id.get())) {
        boolean hadLapsed = !view.holds(world.monotonic());
        renewed(id.get(), sent, grantedFor);
        if (hadLapsed) {
          onChange.run();
        }
      } else {
        log.warning("the lease is lost; asking for a new one");
        view = new LeaseView(Optional.empty(), view.demoteBy(), view.fenceBy());
        onChange.run();
        grant(world.monotonic());
      }
      return true;
    } catch (PortFailure e) {
      log.warning("the lease was not renewed: " + e.getMessage());
      return false;
    }
  }

  private void grant(Moment sent) {
    Duration wanted = timeToLive;
    long id = dcs.grantLease(wanted);
    renewed(id, sent, wanted);
    onChange.run();
  }

  private synchronized void renewed(long id, Moment sent, Duration granted) {
    renewalSent = sent;
    grantedFor = granted;
    LeaseView counted = countedFrom(id, sent);
    if (!guarding) {
      view = counted;
      return;
    }
    view = id == guardedBy ? counted : counted.noLaterThan(view);
    allow();
    if (id == guardedBy && feeding) {
      watchdog.feed(sent);
    }
  }

  private LeaseView countedFrom(long id, Moment sent) {
    LeaseTiming held = LeaseTiming.of(grantedFor, loopWait);
    return new LeaseView(
        Optional.of(id), sent.plus(held.demoteAfter()), sent.plus(held.fenceAfter()));
  }
}

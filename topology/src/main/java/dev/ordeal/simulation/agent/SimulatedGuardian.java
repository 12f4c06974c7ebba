package dev.ordeal.simulation.agent;

import dev.ordeal.agent.cycle.Guard;
import dev.ordeal.simulation.network.Host;
import dev.ordeal.simulation.network.OsProcess;
import dev.ordeal.simulation.postgres.SimulatedServer;
import dev.ordeal.world.Moment;
import dev.ordeal.world.SimulatedWorld;
import java.util.random.RandomGenerator;

/**
 * The twin of the guardian of one node: kills the server when the deadline passes, up to one of its
 * looks (20 ms) late. It outlives agents; one that is dead, or has not looked for 700 ms, is
 * replaced when the agent moves the deadline the next time. Not imitated: the file that both share,
 * and the time its process takes to start.
 */
public final class SimulatedGuardian implements Guard {
  private static final long LOOK_NANOS = 20_000_000;
  private static final long MUST_HAVE_LOOKED_NANOS = 700_000_000;
  private static final long NOTHING = Long.MAX_VALUE;

  private final SimulatedWorld world;
  private final Host host;
  private final SimulatedServer server;
  private final boolean asleep;
  private final RandomGenerator random;
  private OsProcess process;
  private long frozenAt;
  private long deadline = NOTHING;
  private long plannedFor = NOTHING;

  /**
   * @param asleep a planted mistake: it never kills
   */
  public SimulatedGuardian(
      SimulatedWorld world, Host host, SimulatedServer server, boolean asleep) {
    this.world = world;
    this.host = host;
    this.server = server;
    this.asleep = asleep;
    this.random = world.random("guardian " + host.name());
    this.process = new OsProcess(host, "guardian");
  }

  public OsProcess process() {
    return process;
  }

  @Override
  public void allowUntil(Moment until) {
    boolean blind = process.isFrozen() && world.nanos() - frozenAt > MUST_HAVE_LOOKED_NANOS;
    if (blind) {
      process.die();
    }
    if (process.isDead()) {
      process = new OsProcess(host, "guardian");
      plannedFor = NOTHING;
    }
    deadline = until.nanos();
    plan(deadline - world.nanos() + random.nextLong(LOOK_NANOS));
  }

  /** A look is planned for the deadline; one that comes earlier than the deadline plans anew. */
  private void plan(long in) {
    long at = world.nanos() + in;
    if (at < plannedFor) {
      plannedFor = at;
      OsProcess looking = process;
      world.after(in, () -> looking.handle(() -> look(at)));
    }
  }

  private void look(long planned) {
    if (planned != plannedFor) {
      return;
    }
    plannedFor = NOTHING;
    if (deadline == NOTHING || asleep) {
      return;
    }
    long left = deadline - world.nanos();
    if (left > 0) {
      plan(left + random.nextLong(LOOK_NANOS));
      return;
    }
    server.kill();
    plan(LOOK_NANOS);
  }

  public void freeze() {
    frozenAt = world.nanos();
    process.freeze();
  }

  public void thaw() {
    process.thaw();
  }

  @Override
  public void release() {
    deadline = NOTHING;
  }

  @Override
  public boolean isWatching() {
    return process.runs();
  }

  /** The machine has lost its power, or its processes were killed. */
  public void end() {
    process.vanish();
    deadline = NOTHING;
  }
}

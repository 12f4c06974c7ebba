package dev.ordeal.simulation.network;

import dev.ordeal.environment.Link;
import dev.ordeal.environment.fault.Cut;
import dev.ordeal.simulation.delays.Delay;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.world.SimulatedWorld;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Everything by which one process reaches another. Messages keep their order within a direction of
 * a connection; what is dropped is sent again by TCP's rules; a connect is not a message.
 *
 * <p>Not imitated: segments and windows (a message arrives whole, a sender is never held up by a
 * full buffer), congestion, MTU, keep-alive probes, and Toxiproxy itself between the two ends, but
 * for its latency: it accepts a connect to a port on which nobody listens, and closes it then.
 */
public final class Network {
  /** Where the judge's own eyes look from; no fault lies on its links. */
  public static final String JUDGE = "judge";

  private final SimulatedWorld world;
  private final Delay hop;
  private final Delay local;
  private final RandomGenerator random;
  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private final Map<Link, Way> ways = new LinkedHashMap<>();
  private final List<Connection> established = new ArrayList<>();

  public Network(SimulatedWorld world, Delays delays) {
    this.world = world;
    this.hop = delays.hop();
    this.local = delays.local();
    this.random = world.random("network");
  }

  /** The machine of that name, made when it is first asked for. */
  public Host host(String name) {
    return hosts.computeIfAbsent(name, Host::new);
  }

  /** Connects; exactly one of the two is called, unless {@link Dial#giveUp} is. */
  public Dial connect(
      OsProcess client, Link link, Consumer<Connection> onOpen, Runnable onRefused) {
    Dial dial =
        new Dial(
            this,
            way(link),
            client,
            connection -> {
              remember(connection);
              onOpen.accept(connection);
            },
            onRefused);
    dial.begin();
    return dial;
  }

  private void remember(Connection connection) {
    if (established.size() > 200) {
      established.removeIf(each -> !each.isOpenAtClient() && !each.isOpenAtServer());
    }
    established.add(connection);
  }

  private Way way(Link link) {
    return ways.computeIfAbsent(
        link,
        each ->
            new Way(
                each,
                host(each.destination()),
                each.source().equals(each.destination()) || each.source().equals(JUDGE)));
  }

  /** Puts a cut into force. */
  public void cut(Cut cut) {
    change(cut, 1);
    if (cut.manner() == Cut.Manner.REFUSAL) {
      reset(cut.flows().stream().map(Cut.Flow::link).toList());
    }
  }

  /** Takes a cut away. */
  public void mend(Cut cut) {
    change(cut, -1);
  }

  private void change(Cut cut, int change) {
    for (Cut.Flow flow : cut.flows()) {
      Way way = way(flow.link());
      switch (cut.manner()) {
        case SILENCE -> way.drop(flow.requests(), flow.answers(), change);
        case STALL -> way.stall(flow.requests(), flow.answers(), change);
        case REFUSAL -> way.refuse(change);
      }
    }
  }

  /** Whether a flow is carried now. */
  public boolean carries(Cut.Flow flow) {
    Way way = way(flow.link());
    return !way.refuses()
        && !(flow.requests() && way.holds(true))
        && !(flow.answers() && way.holds(false));
  }

  /** Adds latency to links; a sign of -1 takes it away again. */
  public void slow(List<Link> links, long latencyNanos, long jitterNanos, int sign) {
    links.forEach(link -> way(link).slow(latencyNanos, jitterNanos, sign));
  }

  /** Limits links; zero lifts the limit. */
  public void throttle(List<Link> links, long bytesPerSecond) {
    links.forEach(link -> way(link).throttle(bytesPerSecond));
    freed(links);
  }

  private void freed(List<Link> links) {
    for (Connection connection : established) {
      if (links.contains(connection.link())) {
        connection.freed();
      }
    }
  }

  /** Cuts data into pieces; zero bytes end it. */
  public void slice(List<Link> links, long bytes, long pauseNanos) {
    links.forEach(link -> way(link).slice(bytes, pauseNanos));
    freed(links);
  }

  /** Resets every connection over {@code links}; how many there were. */
  public int reset(List<Link> links) {
    int met = 0;
    for (Connection connection : List.copyOf(established)) {
      if (links.contains(connection.link())
          && (connection.isOpenAtClient() || connection.isOpenAtServer())) {
        connection.breakOff();
        met++;
      }
    }
    return met;
  }

  /** Sends a message that nobody sends again when it is lost. */
  public void datagram(OsProcess from, OsProcess to, Link link, Runnable arrival) {
    Way way = way(link);
    if (from.isDead() || way.refuses() || way.holds(true) || !to.host().isOn()) {
      return;
    }
    after(
        latency(way),
        () -> {
          if (to.host().isOn()) {
            to.handle(arrival);
          }
        });
  }

  long now() {
    return world.nanos();
  }

  void after(long nanos, Runnable action) {
    world.after(nanos, action);
  }

  /** A drawn time for one way. */
  long latency(Way way) {
    if (way.isLocal()) {
      return local.draw(random);
    }
    long nanos = hop.draw(random) + way.latencyNanos();
    if (way.jitterNanos() > 0) {
      nanos += (long) ((random.nextDouble() * 2 - 1) * way.jitterNanos());
    }
    return Math.max(0, nanos);
  }
}

package dev.ordeal.trials.measures;

import dev.ordeal.containers.ContainerEnvironment;
import dev.ordeal.containers.measures.ProxyStop;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Component;
import dev.ordeal.environment.Environment;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.Faults;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Operations;
import dev.ordeal.environment.Probes;
import dev.ordeal.environment.Sessions;
import dev.ordeal.environment.fault.Fault;
import dev.ordeal.environment.fault.Pause;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A running environment in which a pause of the proxy is an outage of known length: it is over when
 * it has been applied, and how long it really was is remembered. Everything else is as it is.
 */
final class PlantedOutages implements Environment {
  private final ContainerEnvironment environment;
  private final World world;
  private final Duration length;
  private final List<Duration> planted = new ArrayList<>();

  PlantedOutages(ContainerEnvironment environment, World world, Duration length) {
    this.environment = environment;
    this.world = world;
    this.length = length;
  }

  /** The true lengths so far, in order. */
  synchronized List<Duration> planted() {
    return List.copyOf(planted);
  }

  @Override
  public Faults faults() {
    return fault ->
        fault instanceof Pause(Component.Proxy _)
            ? plant(fault)
            : environment.faults().apply(fault);
  }

  private AppliedFault plant(Fault fault) throws FaultUnavailable {
    ProxyStop.Stop stop = environment.stopProxy(length);
    Duration ago = Duration.between(stop.end(), world.wallClock());
    synchronized (this) {
      planted.add(stop.length());
    }
    return new Over(fault, plan().proxy().name().value(), stop.length(), ago);
  }

  /** An outage that is over. */
  private record Over(Fault fault, String proxy, Duration stoodStill, Duration ago)
      implements AppliedFault {
    @Override
    public List<String> targets() {
      return List.of(proxy);
    }

    @Override
    public String means() {
      return "SIGSTOP, SIGCONT";
    }

    @Override
    public Optional<String> seenToBite(Duration limit) {
      return Optional.of(
          "the proxy stood still for %s, until %s before the fault counted as applied"
              .formatted(Milliseconds.of(stoodStill), Milliseconds.of(ago)));
    }

    @Override
    public String heal() {
      return "over already";
    }

    @Override
    public boolean inForce() {
      return false;
    }
  }

  @Override
  public EnvironmentPlan plan() {
    return environment.plan();
  }

  @Override
  public void start() {
    environment.start();
  }

  @Override
  public void recycle() {
    environment.recycle();
  }

  @Override
  public Operations operations() {
    return environment.operations();
  }

  @Override
  public Sessions sessions() {
    return environment.sessions();
  }

  @Override
  public Probes probes() {
    return environment.probes();
  }

  @Override
  public List<Link> links() {
    return environment.links();
  }

  @Override
  public SortedMap<String, String> versions() {
    return environment.versions();
  }

  @Override
  public void collectLogs(Path folder) {
    environment.collectLogs(folder);
  }

  @Override
  public void close() {
    environment.close();
  }
}

package dev.ordeal.containers.faults;

import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.Faults;
import dev.ordeal.environment.fault.Fault;
import java.util.ArrayList;
import java.util.List;

/** All faults in containers; each has a file of its own. */
public final class ContainerFaults implements Faults, AutoCloseable {
  private final Place place;
  private final List<AppliedFault> applied = new ArrayList<>();

  public ContainerFaults(Place place) {
    this.place = place;
  }

  @Override
  public AppliedFault apply(Fault fault) throws FaultUnavailable {
    throw new FaultUnavailable("not here" + place.plan().name());
  }

  /** Heals whatever is in force, the latest first. */
  public void healAll() {
    for (AppliedFault fault : applied.reversed()) {
      fault.heal();
    }
    applied.clear();
  }

  @Override
  public void close() {}
}

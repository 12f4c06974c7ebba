package dev.ordeal.containers.faults;

import com.github.dockerjava.api.exception.DockerException;
import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.EnvironmentFailed;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.Faults;
import dev.ordeal.environment.fault.Cut;
import dev.ordeal.environment.fault.Fault;
import dev.ordeal.environment.fault.FillDisk;
import dev.ordeal.environment.fault.Kill;
import dev.ordeal.environment.fault.Pause;
import dev.ordeal.environment.fault.PowerOff;
import dev.ordeal.environment.fault.PromoteServer;
import dev.ordeal.environment.fault.Reset;
import dev.ordeal.environment.fault.Restart;
import dev.ordeal.environment.fault.RevokeLease;
import dev.ordeal.environment.fault.Skew;
import dev.ordeal.environment.fault.Slice;
import dev.ordeal.environment.fault.Slow;
import dev.ordeal.environment.fault.SlowDisk;
import dev.ordeal.environment.fault.Stop;
import dev.ordeal.environment.fault.Throttle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All faults in containers; each has a file of its own. */
public final class ContainerFaults implements Faults {
  private final Place place;
  private final List<AppliedFault> applied = new ArrayList<>();

  public ContainerFaults(Place place) {
    this.place = place;
  }

  @Override
  public AppliedFault apply(Fault fault) throws FaultUnavailable {
    try {
      AppliedFault done = done(fault);
      synchronized (applied) {
        applied.add(done);
      }
      return done;
    } catch (IOException | DockerException | EnvironmentFailed | IllegalArgumentException e) {
      throw new FaultUnavailable(fault.yamlName() + ": " + e.getMessage(), e);
    }
  }

  private AppliedFault done(Fault fault) throws IOException, FaultUnavailable {
    return switch (fault) {
      case PowerOff powerOff -> PoweringOff.apply(place, powerOff);
      case Kill kill -> Killing.apply(place, kill);
      case Stop stop -> Stopping.apply(place, stop);
      case Restart restart -> Restarting.apply(place, restart);
      case Pause pause -> Pausing.apply(place, pause);
      case Cut cut -> Cutting.apply(place, cut);
      case Slow slow -> Slowing.apply(place, slow);
      case Throttle throttle -> Throttling.apply(place, throttle);
      case Reset reset -> Resetting.apply(place, reset);
      case Slice slice -> Slicing.apply(place, slice);
      case FillDisk fillDisk -> DiskFilling.apply(place, fillDisk);
      case SlowDisk slowDisk -> DiskSlowing.apply(place, slowDisk);
      case Skew skew -> ClockSkewing.apply(place, skew);
      case PromoteServer promote -> ServerPromoting.apply(place, promote);
      case RevokeLease revoke -> LeaseRevoking.apply(place, revoke);
    };
  }

  /** Heals whatever is in force, the latest first; one that cannot be healed stops no other. */
  public void healAll() {
    List<AppliedFault> latestFirst;
    synchronized (applied) {
      latestFirst = List.copyOf(applied.reversed());
      applied.clear();
    }
    List<String> problems = new ArrayList<>();
    for (AppliedFault fault : latestFirst) {
      try {
        fault.heal();
      } catch (DockerException | EnvironmentFailed e) {
        problems.add(fault.fault().yamlName() + ": " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new EnvironmentFailed("could not be healed: " + String.join("; ", problems));
    }
  }
}

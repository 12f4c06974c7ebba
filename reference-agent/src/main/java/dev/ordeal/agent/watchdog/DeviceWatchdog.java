package dev.ordeal.agent.watchdog;

import dev.ordeal.agent.configuration.WatchdogSection;
import dev.ordeal.agent.configuration.WatchdogSection.Mode;
import dev.ordeal.agent.cycle.Log;
import dev.ordeal.agent.cycle.Watchdog;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The device of section {@code watchdog}: at work from before a promotion until the server takes no
 * writes any more (contract, section 4.10).
 */
public final class DeviceWatchdog implements Watchdog {
  private static final Duration LEAST_MARGIN = Duration.ofSeconds(1);

  private final World world;
  private final Log log;
  private final Device.Opener linux;
  private WatchdogSection section;
  private Duration timeToLive = Duration.ofSeconds(30);
  private Duration loopWait = Duration.ofSeconds(10);
  private @Nullable Device device;
  private boolean failed;
  private String said = "";

  public DeviceWatchdog(World world, WatchdogSection section, Log log) {
    this(world, section, log, LinuxDevice::open);
  }

  DeviceWatchdog(World world, WatchdogSection section, Log log, Device.Opener linux) {
    this.world = world;
    this.section = section;
    this.log = log;
    this.linux = linux;
  }

  /** Takes what a reloaded file says; a device that is at work is opened anew. */
  public synchronized void use(WatchdogSection fresh) {
    if (!fresh.equals(section)) {
      boolean working = device != null;
      disable();
      section = fresh;
      said = "";
      if (working) {
        activate();
      }
    }
  }

  @Override
  public synchronized void useTiming(Duration newTimeToLive, Duration newLoopWait) {
    Duration before = section.timeout(timeToLive);
    timeToLive = newTimeToLive;
    loopWait = newLoopWait;
    if (device != null && !section.timeout(timeToLive).equals(before)) {
      disable();
      activate();
    }
  }

  @Override
  public synchronized boolean activate() {
    if (section.mode() == Mode.OFF || device != null) {
      return true;
    }
    try {
      Optional<String> against = section.unusable().or(() -> section.against(timeToLive, loopWait));
      if (against.isPresent()) {
        throw new IOException(against.get());
      }
      device = opened();
      failed = false;
      said = "";
      return true;
    } catch (IOException e) {
      failed = true;
      complain("watchdog " + section.device() + ": " + e.getMessage());
      return section.mode() != Mode.REQUIRED;
    }
  }

  private Device opened() throws IOException {
    Device opened =
        section.testing() ? new PlainFile(section.device()) : linux.open(section.device());
    try {
      Duration timeout = opened.setTimeout(section.timeout(timeToLive));
      if (timeout.compareTo(timeToLive) > 0) {
        String late =
            "it fires after " + timeout.toSeconds() + " s, and ttl is " + timeToLive.toSeconds();
        if (section.mode() == Mode.REQUIRED) {
          throw new IOException(late);
        }
        log.warning("watchdog " + section.device() + ": " + late);
      }
      log.info(
          "watchdog " + section.device() + " activated, it fires after " + timeout.toSeconds());
      return opened;
    } catch (IOException e) {
      opened.disarm();
      throw e;
    }
  }

  private void complain(String sentence) {
    boolean required = section.mode() == Mode.REQUIRED;
    String whole = sentence + (required ? "; this node may not lead" : "; going on without it");
    if (!whole.equals(said)) {
      said = whole;
      if (required) {
        log.error(whole);
      } else {
        log.info(whole);
      }
    }
  }

  /** A renewal that took longer than the margin must not move the device beyond the lease. */
  @Override
  public synchronized void feed(Moment sent) {
    Device working = device;
    if (working == null) {
      return;
    }
    Duration margin = timeToLive.minus(section.timeout(timeToLive));
    Duration allowed = margin.compareTo(LEAST_MARGIN) < 0 ? LEAST_MARGIN : margin;
    if (world.monotonic().since(sent).compareTo(allowed) > 0) {
      log.warning("watchdog " + section.device() + " is not fed: the renewal took too long");
      return;
    }
    try {
      working.feed();
    } catch (IOException e) {
      log.error("watchdog " + section.device() + " cannot be fed: " + e.getMessage());
      disable();
      failed = true;
    }
  }

  @Override
  public synchronized void disable() {
    failed = false;
    Device working = device;
    device = null;
    if (working != null) {
      try {
        working.disarm();
        log.info("watchdog " + section.device() + " disabled");
      } catch (IOException e) {
        log.error(
            "watchdog "
                + section.device()
                + " cannot be disabled, the machine may be reset: "
                + e.getMessage());
      }
    }
  }

  @Override
  public synchronized boolean forbidsLeading() {
    return section.mode() == Mode.REQUIRED
        && device == null
        && (failed
            || section.unusable().isPresent()
            || section.against(timeToLive, loopWait).isPresent());
  }
}

package dev.ordeal.agent.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.configuration.WatchdogSection;
import dev.ordeal.agent.configuration.WatchdogSection.Mode;
import dev.ordeal.agent.cycle.Log;
import dev.ordeal.world.Moment;
import dev.ordeal.world.RealWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeviceWatchdogTest {
  private static final Duration LOOP = Duration.ofSeconds(10);
  private static final Duration TTL = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final RealWorld world = RealWorld.of(1);
  private final List<String> told = new ArrayList<>();
  private final List<String> logged = new ArrayList<>();
  private Optional<Duration> onlyTimeout = Optional.empty();
  private boolean breaks;

  /** Takes down what it is told. */
  private final class Recorded implements Device {
    @Override
    public Duration setTimeout(Duration timeout) throws IOException {
      told.add("timeout " + timeout.toSeconds());
      return onlyTimeout.orElse(timeout);
    }

    @Override
    public void feed() throws IOException {
      if (breaks) {
        throw new IOException("write: Input/output error");
      }
      told.add("feed");
    }

    @Override
    public void disarm() {
      told.add("disarm");
    }
  }

  private final Log log =
      new Log() {
        @Override
        public void info(String sentence) {
          logged.add(sentence);
        }

        @Override
        public void warning(String sentence) {
          logged.add(sentence);
        }

        @Override
        public void error(String sentence) {
          logged.add(sentence);
        }

        @Override
        public void mistake(String what, RuntimeException mistake) {
          throw mistake;
        }
      };

  private Path device() {
    return folder.resolve("watchdog");
  }

  @BeforeEach
  void makeDevice() throws IOException {
    Files.createFile(device());
  }

  private static WatchdogSection section(Mode mode, Path device) {
    return new WatchdogSection(mode, device, Optional.of(Duration.ofSeconds(5)), false);
  }

  private DeviceWatchdog watchdog(WatchdogSection section) {
    var watchdog = new DeviceWatchdog(world, section, log, path -> new Recorded());
    watchdog.useTiming(TTL, LOOP);
    return watchdog;
  }

  private DeviceWatchdog watchdog(Mode mode) {
    return watchdog(section(mode, device()));
  }

  @Test
  void it_is_set_to_fire_before_the_lease_ends_fed_and_disarmed() {
    DeviceWatchdog watchdog = watchdog(Mode.AUTOMATIC);
    watchdog.feed(world.monotonic());
    assertThat(told).isEmpty();
    assertThat(watchdog.activate()).isTrue();
    assertThat(watchdog.activate()).isTrue();
    watchdog.feed(world.monotonic());
    watchdog.disable();
    watchdog.disable();
    assertThat(told).containsExactly("timeout 25", "feed", "disarm");
  }

  @Test
  void a_renewal_that_took_longer_than_the_margin_does_not_feed_it() {
    DeviceWatchdog watchdog = watchdog(Mode.AUTOMATIC);
    watchdog.activate();
    Moment long_ago = world.monotonic().minus(Duration.ofSeconds(6));
    watchdog.feed(long_ago);
    assertThat(told).containsExactly("timeout 25");
  }

  @Test
  void automatic_goes_on_without_a_device_and_says_so_once() {
    DeviceWatchdog watchdog = watchdog(section(Mode.AUTOMATIC, folder.resolve("none")));
    assertThat(watchdog.activate()).isTrue();
    assertThat(watchdog.activate()).isTrue();
    assertThat(watchdog.forbidsLeading()).isFalse();
    assertThat(logged).hasSize(1).first().asString().contains("no such device", "without it");
  }

  @Test
  void required_forbids_to_lead_without_one() {
    DeviceWatchdog watchdog = watchdog(section(Mode.REQUIRED, folder.resolve("none")));
    assertThat(watchdog.forbidsLeading()).isTrue();
    assertThat(watchdog.activate()).isFalse();
    assertThat(watchdog(Mode.REQUIRED).forbidsLeading()).isFalse();
  }

  @Test
  void required_forbids_to_lead_under_times_in_which_it_makes_no_sense() {
    DeviceWatchdog watchdog = watchdog(Mode.REQUIRED);
    watchdog.useTiming(Duration.ofSeconds(5), Duration.ofSeconds(1));
    assertThat(watchdog.forbidsLeading()).isTrue();
    assertThat(watchdog.activate()).isFalse();
    assertThat(logged).last().asString().contains("leaves nothing of a ttl of 5 s");
    watchdog.useTiming(Duration.ofSeconds(14), LOOP);
    assertThat(watchdog.activate()).isFalse();
    assertThat(logged).last().asString().contains("shorter than a loop_wait of 10 s");
  }

  @Test
  void a_driver_that_fires_after_the_lease_is_none_where_one_is_required() {
    onlyTimeout = Optional.of(Duration.ofSeconds(60));
    assertThat(watchdog(Mode.REQUIRED).activate()).isFalse();
    assertThat(told).containsExactly("timeout 25", "disarm");
    assertThat(watchdog(Mode.AUTOMATIC).activate()).isTrue();
  }

  @Test
  void one_that_cannot_be_fed_any_more_ends_leadership_where_it_is_required() {
    DeviceWatchdog watchdog = watchdog(Mode.REQUIRED);
    watchdog.activate();
    breaks = true;
    watchdog.feed(world.monotonic());
    assertThat(watchdog.forbidsLeading()).isTrue();
    assertThat(told).containsExactly("timeout 25", "disarm");
  }

  @Test
  void new_times_and_new_settings_are_taken_while_it_is_at_work() {
    DeviceWatchdog watchdog = watchdog(Mode.AUTOMATIC);
    watchdog.activate();
    watchdog.useTiming(Duration.ofSeconds(40), LOOP);
    watchdog.use(
        new WatchdogSection(Mode.AUTOMATIC, device(), Optional.of(Duration.ofSeconds(10)), false));
    watchdog.use(section(Mode.OFF, device()));
    assertThat(told)
        .containsExactly("timeout 25", "disarm", "timeout 35", "disarm", "timeout 30", "disarm");
  }

  @Test
  void the_driver_for_tests_shows_what_a_device_would_be_told() {
    var watchdog =
        new DeviceWatchdog(
            world, new WatchdogSection(Mode.REQUIRED, device(), Optional.empty(), true), log);
    watchdog.useTiming(TTL, LOOP);
    assertThat(watchdog.activate()).isTrue();
    watchdog.feed(world.monotonic());
    watchdog.feed(world.monotonic());
    watchdog.disable();
    assertThat(device()).hasContent("timeout=15\n11V");
  }
}

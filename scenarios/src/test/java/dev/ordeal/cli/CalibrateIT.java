package dev.ordeal.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.simulation.delays.Delay;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.delays.DelaysFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The delays of the twins, measured on a real environment by the verb that does it. */
@Tag("container")
class CalibrateIT {
  private static final Set<String> NOT_MEASURED = Set.of("reload", "proxy-start");
  private static final long LEAST = 10;
  private static final long MINUTE = 60_000_000;

  @TempDir Path folder;

  @Test
  void what_can_be_measured_is_and_becomes_a_file_of_delays() throws Exception {
    Path file = folder.resolve("measured/delays.json");
    var called = Called.with("calibrate", "--into", file.toString());
    assertThat(called.exitCode()).as(called.output() + called.error()).isZero();
    assertThat(called.output()).contains("written: " + file);

    DelaysFile measured = DelaysFile.parse(Files.readString(file));
    assertThat(LocalDate.parse(measured.measured())).isAfter(LocalDate.of(2026, 1, 1));
    var before = Delays.shipped().byName();
    assertThat(measured.microseconds().byName().keySet()).isEqualTo(before.keySet());
    measured
        .microseconds()
        .byName()
        .forEach((name, delay) -> see(name, delay, requireNonNull(before.get(name))));
  }

  private static void see(String name, Delay delay, Delay before) {
    assertThat(delay.microseconds()).as(name).allMatch(each -> each >= LEAST && each < MINUTE);
    if (NOT_MEASURED.contains(name)) {
      assertThat(delay.microseconds()).as(name).isEqualTo(before.microseconds());
    } else {
      assertThat(delay.microseconds()).as(name).isNotEqualTo(before.microseconds());
    }
  }
}

package dev.ordeal.agent.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls into the C library, with a plain file in the device's place. */
final class LinuxDeviceTest {
  @TempDir Path folder;

  @Test
  void it_is_fed_and_ended_by_what_is_written_to_it() throws IOException {
    Path file = Files.createFile(folder.resolve("device"));
    Device device = LinuxDevice.open(file);
    device.feed();
    device.feed();
    device.disarm();
    assertThat(file).hasContent("11V");
    assertThatThrownBy(device::feed).hasMessage("write: Bad file descriptor");
  }

  @Test
  void what_is_no_watchdog_cannot_be_set() throws IOException {
    Device device = LinuxDevice.open(Files.createFile(folder.resolve("device")));
    assertThatThrownBy(() -> device.setTimeout(Duration.ofSeconds(25)))
        .isInstanceOf(IOException.class)
        .hasMessage("ioctl: Inappropriate ioctl for device");
    device.disarm();
  }

  @Test
  void what_is_not_there_cannot_be_opened() {
    assertThatThrownBy(() -> LinuxDevice.open(folder.resolve("none")))
        .hasMessage("open: No such file or directory");
  }
}

package dev.ordeal.agent.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SocketDirectoryTest {
  private static String in(String said, String configured) {
    return SocketDirectory.of(
            Optional.of(said).filter(text -> !text.isEmpty()),
            Optional.of(configured).filter(text -> !text.isEmpty()))
        .toString();
  }

  @Test
  void it_is_where_the_running_server_has_it() {
    assertThat(in("/run/now", "/run/after-a-restart")).isEqualTo("/run/now");
  }

  @Test
  void else_it_is_the_first_absolute_one_that_is_configured() {
    assertThat(in("", "relative, @abstract, /run/one,/run/two")).isEqualTo("/run/one");
    assertThat(in("@abstract", "@abstract, \"/run/quoted\"")).isEqualTo("/run/quoted");
  }

  @Test
  void else_it_is_the_default() {
    assertThat(SocketDirectory.of(Optional.empty(), Optional.empty()))
        .isIn(Path.of("/var/run/postgresql"), Path.of("/tmp"));
  }
}

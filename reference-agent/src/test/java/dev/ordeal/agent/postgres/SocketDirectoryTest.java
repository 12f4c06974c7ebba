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

  @Test
  void beside_each_socket_lies_a_lock_file_by_its_port() {
    assertThat(SocketDirectory.lockFiles(Optional.of("/run/one, /run/two"), 5433))
        .containsExactly(
            Path.of("/run/one/.s.PGSQL.5433.lock"), Path.of("/run/two/.s.PGSQL.5433.lock"));
  }

  @Test
  void of_folders_elsewhere_nobody_knows_the_lock_files() {
    assertThat(SocketDirectory.lockFiles(Optional.of("relative, @abstract, \"/run/quoted\""), 5432))
        .containsExactly(Path.of("/run/quoted/.s.PGSQL.5432.lock"));
  }

  @Test
  void where_nothing_is_configured_it_may_lie_in_either_default() {
    assertThat(SocketDirectory.lockFiles(Optional.empty(), 5432))
        .containsExactlyInAnyOrder(
            Path.of("/tmp/.s.PGSQL.5432.lock"), Path.of("/var/run/postgresql/.s.PGSQL.5432.lock"));
  }
}

package dev.ordeal.agent.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.agent.configuration.DynamicReader;
import dev.ordeal.agent.configuration.ReadingLocal;
import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.world.RealWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartingTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;
  private ServerParts parts;
  private Starting starting;

  /** In place of PostgreSQL a program that ends at once, and no folder of the machine's own. */
  @BeforeEach
  void makeServer() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(folder.resolve("bin/postgres"), Path.of("/bin/false"));
    parts =
        ServerParts.of(RealWorld.of(1), Servers.in(folder, Servers.by("true", false, Map.of())));
    parts.configuration().use(socketsIn(folder));
    starting = new Starting(parts, new ConfigurationReload(parts));
  }

  private static DynamicSettings socketsIn(Path folder) {
    var parameters = Map.of("unix_socket_directories", folder.toString());
    return DynamicReader.read(
            Map.of("postgresql", Map.of("parameters", parameters)), ReadingLocal.minimal(), false)
        .settings();
  }

  @Test
  void a_server_that_ends_while_it_starts_has_failed_and_stays_so() {
    assertThatThrownBy(() -> starting.asPrimary(HOUR))
        .isInstanceOf(PortFailure.Refused.class)
        .hasMessage("the server ended while it was starting");
    assertThat(new ServerLook(parts).look().state()).isEqualTo(ServerState.START_FAILED);
  }

  @Test
  void what_a_dead_server_left_behind_is_away_before_and_its_files_are_written()
      throws IOException {
    Path processFile = folder.resolve("data/postmaster.pid");
    Path socketLock = folder.resolve(".s.PGSQL.5432.lock");
    Files.writeString(processFile, "2147483647\n");
    Files.writeString(socketLock, "2147483647\n");
    Files.createFile(folder.resolve("data/standby.signal"));
    assertThatThrownBy(() -> starting.asPrimary(HOUR)).isInstanceOf(PortFailure.class);
    assertThat(processFile).doesNotExist();
    assertThat(socketLock).doesNotExist();
    assertThat(folder.resolve("data/standby.signal")).doesNotExist();
    assertThat(folder.resolve("data/postgresql.conf")).exists();
  }
}

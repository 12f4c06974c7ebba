package dev.ordeal.containers.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.containers.sessions.Connecting.Login;
import dev.ordeal.environment.Ports;
import dev.ordeal.evidence.Reach;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class KeptConnectionTest {
  /** No server of this machine is likely to listen here. */
  private static final String ADDRESS = "127.0.53.17";

  /** Long enough for the driver to be loaded and to reach the server, on a busy machine too. */
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Login LOGIN = new Login("postgres", "probe", "of this test alone");

  @Test
  void a_login_that_hangs_is_given_up_and_begun_anew() throws IOException {
    try (ServerSocket silent =
            new ServerSocket(Ports.POSTGRESQL, 50, InetAddress.getByName(ADDRESS));
        KeptConnection kept = new KeptConnection(ADDRESS, LOGIN, LIMIT)) {
      silent.setSoTimeout((int) PATIENCE.toMillis());
      assertIsSilent(kept, Duration.ofMillis(10));
      try (Socket first = silent.accept()) {
        // It has not been answered, and is not what the next question waits for.
        assertIsSilent(kept, PATIENCE);
        try (Socket second = silent.accept()) {
          assertThat(second.getRemoteSocketAddress()).isNotEqualTo(first.getRemoteSocketAddress());
        }
      }
    }
  }

  private static void assertIsSilent(KeptConnection kept, Duration limit) {
    assertThatThrownBy(() -> kept.ask(limit, connection -> connection.isValid(1)))
        .satisfies(e -> assertThat(Reaches.of(e)).isEqualTo(Reach.SILENT))
        .isInstanceOfAny(TimeoutException.class, SQLTimeoutException.class);
  }
}

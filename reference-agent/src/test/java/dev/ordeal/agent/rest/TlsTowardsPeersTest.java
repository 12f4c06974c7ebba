package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.peers.HttpPeerCalls;
import dev.ordeal.agent.peers.PeerCalls.Reply;
import dev.ordeal.agent.rest.RestSettings.Tls;
import dev.ordeal.agent.rest.RestSettings.VerifyClient;
import dev.ordeal.agent.tls.Certificates;
import dev.ordeal.agent.tls.ClientTls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents that talk to each other over TLS, both sides with certificates. */
final class TlsTowardsPeersTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @TempDir private static Path folder;
  private static Certificates certificates;

  @BeforeAll
  static void make() throws IOException, InterruptedException {
    certificates = new Certificates(folder).sign("server").sign("client");
  }

  private static RestSettings server() throws Exception {
    return new RestSettings(
        "127.0.0.1",
        0,
        "10.0.0.1:8008",
        Optional.empty(),
        List.of(),
        false,
        Optional.of(
            new Tls(
                certificates.certificateFile("server"),
                Optional.of(certificates.keyFile("server")),
                Optional.empty(),
                Optional.of(certificates.certificateFile("ca")),
                VerifyClient.REQUIRED)),
        Map.of(),
        Map.of(),
        RestSettings.ServerTokens.MINIMAL);
  }

  private static SSLContext client(String shows, String believes, boolean insecure)
      throws Exception {
    return ClientTls.of(
        Optional.of(certificates.certificateFile(shows)),
        Optional.of(certificates.keyFile(shows)),
        Optional.empty(),
        Optional.of(certificates.certificateFile(believes)),
        insecure);
  }

  private static SSLContext believingTheJvm(boolean insecure) throws Exception {
    return ClientTls.of(
        Optional.of(certificates.certificateFile("client")),
        Optional.of(certificates.keyFile("client")),
        Optional.empty(),
        Optional.empty(),
        insecure);
  }

  private static Optional<Reply> ask(RestFixture rest, SSLContext tls) {
    String address = "https://127.0.0.1:" + rest.address().getPort() + "/patroni";
    return new HttpPeerCalls(Optional.empty(), tls).get(address, LIMIT);
  }

  @Test
  void who_believes_the_other_and_is_believed_gets_an_answer() throws Exception {
    try (var rest = new RestFixture(server())) {
      assertThat(ask(rest, client("client", "ca", false))).isPresent();
      assertThat(ask(rest, client("client", "stranger", false))).isEmpty();
      assertThat(ask(rest, client("stranger", "ca", false))).isEmpty();
      assertThat(ask(rest, believingTheJvm(false)))
          .as("whom the JVM believes has not signed it")
          .isEmpty();
      assertThat(ask(rest, believingTheJvm(true))).isPresent();
      assertThat(ask(rest, client("client", "stranger", true)))
          .as("insecure: the other side is believed unseen")
          .isPresent();
    }
  }
}

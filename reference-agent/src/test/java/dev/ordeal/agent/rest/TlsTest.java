package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.agent.rest.RestSettings.Tls;
import dev.ordeal.agent.rest.RestSettings.VerifyClient;
import dev.ordeal.agent.tls.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS on a real listener: who gets through, who does not, and certificates that change. */
class TlsTest {
  @TempDir private static Path folder;
  private static Certificates certificates;

  @BeforeAll
  static void make() throws IOException, InterruptedException {
    certificates = new Certificates(folder).sign("server").sign("renewed").sign("client");
  }

  private static RestSettings settings(String name, VerifyClient verify, boolean authority)
      throws IOException, GeneralSecurityException {
    return new RestSettings(
        "127.0.0.1",
        0,
        "10.0.0.1:8008",
        Optional.empty(),
        List.of(),
        false,
        Optional.of(
            new Tls(
                certificates.certificateFile(name),
                Optional.of(certificates.keyFile(name)),
                Optional.empty(),
                authority ? Optional.of(certificates.certificateFile("ca")) : Optional.empty(),
                verify)),
        Map.of("X-Frame-Options", "deny", "X-Both", "plain"),
        Map.of("Strict-Transport-Security", "max-age=1", "X-Both", "secure"),
        RestSettings.ServerTokens.MINIMAL);
  }

  private static SSLSocket open(RestFixture rest, Optional<String> client)
      throws IOException, GeneralSecurityException {
    return (SSLSocket)
        certificates
            .client(client)
            .getSocketFactory()
            .createSocket(rest.address().getAddress(), rest.address().getPort());
  }

  private static Wire reload(RestFixture rest, Optional<String> client)
      throws IOException, GeneralSecurityException {
    return Wire.send(
        open(rest, client), "", "POST /reload HTTP/1.1", "Host: here", "Content-Length: 0");
  }

  private static Wire check(RestFixture rest, Optional<String> client)
      throws IOException, GeneralSecurityException {
    return Wire.send(open(rest, client), "", "OPTIONS /primary HTTP/1.0");
  }

  private static String shown(RestFixture rest) throws IOException, GeneralSecurityException {
    try (SSLSocket socket = open(rest, Optional.empty())) {
      socket.startHandshake();
      var own = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return own.getSubjectX500Principal().getName();
    }
  }

  @Test
  void without_client_certificates() throws Exception {
    try (var rest = new RestFixture(settings("server", VerifyClient.NONE, false))) {
      assertThat(check(rest, Optional.empty()).code()).isEqualTo(200);
      Wire answer = reload(rest, Optional.empty());
      assertThat(answer.code()).isEqualTo(202);
      assertThat(answer.headers())
          .containsEntry("server", "Patroni/4.1.5")
          .containsEntry("x-frame-options", "deny")
          .containsEntry("x-both", "secure")
          .containsEntry("strict-transport-security", "max-age=1");
    }
  }

  @Test
  void plain_text_on_a_port_of_tls_gets_nowhere() throws Exception {
    try (var rest = new RestFixture(settings("server", VerifyClient.NONE, false));
        var socket = Wire.open(rest.address())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write("GET /primary HTTP/1.0\r\n\r\n".getBytes("UTF-8"));
      byte[] answer;
      try {
        answer = socket.getInputStream().readAllBytes();
      } catch (java.net.SocketException reset) {
        answer = new byte[0];
      }
      assertThat(new String(answer, "ISO-8859-1")).doesNotContain("HTTP");
      assertThat(check(rest, Optional.empty()).code()).isEqualTo(200);
    }
  }

  @Test
  void optional_certificates_are_needed_for_commands_only() throws Exception {
    try (var rest = new RestFixture(settings("server", VerifyClient.OPTIONAL, true))) {
      assertThat(check(rest, Optional.empty()).code()).isEqualTo(200);
      Wire refused = reload(rest, Optional.empty());
      assertThat(refused.code()).isEqualTo(403);
      assertThat(refused.body()).isEqualTo("client certificate required");
      assertThat(rest.requests.asked).isEmpty();
      assertThat(reload(rest, Optional.of("client")).code()).isEqualTo(202);
    }
  }

  @Test
  void required_certificates_are_needed_for_everything() throws Exception {
    try (var rest = new RestFixture(settings("server", VerifyClient.REQUIRED, true))) {
      assertThatThrownBy(() -> check(rest, Optional.empty())).isInstanceOf(IOException.class);
      assertThat(check(rest, Optional.of("client")).code()).isEqualTo(200);
      assertThat(reload(rest, Optional.of("client")).code()).isEqualTo(202);
    }
  }

  @Test
  void nobody_believes_a_stranger() throws Exception {
    for (VerifyClient verify : List.of(VerifyClient.OPTIONAL, VerifyClient.REQUIRED)) {
      try (var rest = new RestFixture(settings("server", verify, true))) {
        assertThatThrownBy(() -> reload(rest, Optional.of("stranger")))
            .isInstanceOf(IOException.class);
        assertThat(rest.requests.asked).isEmpty();
      }
    }
  }

  @Test
  void without_an_authority_no_certificate_is_believed() throws Exception {
    try (var rest = new RestFixture(settings("server", VerifyClient.REQUIRED, false))) {
      assertThatThrownBy(() -> reload(rest, Optional.of("client"))).isInstanceOf(IOException.class);
      assertThat(rest.requests.asked).isEmpty();
    }
  }

  @Test
  void a_renewed_certificate_is_shown_after_a_reload() throws Exception {
    try (var rest = new RestFixture(settings("server", VerifyClient.NONE, false))) {
      assertThat(shown(rest)).isEqualTo("CN=server");
      int port = rest.address().getPort();
      rest.server.reload(settings("renewed", VerifyClient.OPTIONAL, true));
      assertThat(shown(rest)).isEqualTo("CN=renewed");
      assertThat(rest.address().getPort()).isEqualTo(port);
      assertThat(reload(rest, Optional.empty()).code()).isEqualTo(403);
      assertThat(reload(rest, Optional.of("client")).code()).isEqualTo(202);
    }
  }

  @Test
  void a_broken_file_leaves_all_as_it_was() throws Exception {
    try (var rest = new RestFixture(settings("server", VerifyClient.NONE, false))) {
      Path broken = Files.writeString(folder.resolve("broken.crt"), "no certificate");
      RestSettings wrong =
          new RestSettings(
              "127.0.0.1",
              0,
              "10.0.0.1:8008",
              Optional.of(new RestSettings.Credentials("admin", "secret")),
              List.of(),
              false,
              Optional.of(
                  new Tls(
                      broken,
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      VerifyClient.NONE)),
              Map.of(),
              Map.of(),
              RestSettings.ServerTokens.MINIMAL);
      assertThatThrownBy(() -> rest.server.reload(wrong))
          .isInstanceOf(IOException.class)
          .hasMessage(broken + " holds no certificate");
      assertThat(shown(rest)).isEqualTo("CN=server");
      assertThat(reload(rest, Optional.empty()).code()).isEqualTo(202);
    }
  }
}

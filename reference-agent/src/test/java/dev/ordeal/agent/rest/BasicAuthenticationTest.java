package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.rest.RestSettings.Credentials;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BasicAuthenticationTest {
  private static final Optional<Credentials> ADMIN =
      Optional.of(new Credentials("admin", "géheim"));

  private static Optional<String> refusal(String header) {
    return BasicAuthentication.refusal(ADMIN, Optional.of(header));
  }

  @Test
  void without_a_password_everybody_may() {
    assertThat(BasicAuthentication.refusal(Optional.empty(), Optional.empty())).isEmpty();
  }

  @Test
  void with_one_it_has_to_be_right() {
    assertThat(BasicAuthentication.refusal(ADMIN, Optional.empty()))
        .contains("no auth header received");
    assertThat(refusal("Basic YWRtaW46Z8OpaGVpbQ==")).isEmpty();
    assertThat(refusal("basic YWRtaW46Z8OpaGVpbQ==")).isEmpty();
    assertThat(refusal("Basic YWRtaW46d3Jvbmc=")).contains("not authenticated");
    assertThat(refusal("Bearer YWRtaW46Z8OpaGVpbQ==")).contains("not authenticated");
    assertThat(refusal("Basic")).contains("not authenticated");
    assertThat(refusal("Basic !!")).contains("not authenticated");
  }

  @Test
  void a_password_is_not_printed() {
    assertThat(ADMIN.toString()).doesNotContain("géheim");
  }
}

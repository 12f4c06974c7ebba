package dev.ordeal.agent.configuration;

import java.util.Optional;

/**
 * How this agent calls the REST API of its peers: section {@code ctl}, and where that is silent,
 * section {@code restapi}.
 *
 * @param insecure whether a peer's certificate is taken unseen
 */
public record CtlSection(Optional<Credentials> authentication, boolean insecure, TlsFiles tls) {

  static CtlSection of(Section ctl, Section restApi) {
    TlsFiles own =
        new TlsFiles(
            ctl.path("certfile"),
            ctl.path("keyfile"),
            ctl.text("keyfile_password"),
            ctl.path("cacert").or(() -> restApi.path("cafile")));
    return new CtlSection(
        Credentials.of(ctl.section("authentication"))
            .or(() -> Credentials.of(restApi.section("authentication"))),
        ctl.truth("insecure", false),
        own.certificate().isPresent() ? own : withCertificateOf(restApi, own));
  }

  private static TlsFiles withCertificateOf(Section restApi, TlsFiles own) {
    return new TlsFiles(
        restApi.path("certfile"),
        restApi.path("keyfile"),
        restApi.text("keyfile_password"),
        own.authorities());
  }
}

package dev.ordeal.agent.main;

import dev.ordeal.agent.configuration.BootstrapSection;
import dev.ordeal.agent.configuration.Credentials;
import dev.ordeal.agent.configuration.CtlSection;
import dev.ordeal.agent.configuration.EtcdSection;
import dev.ordeal.agent.configuration.HostAndPort;
import dev.ordeal.agent.configuration.ListenAddress;
import dev.ordeal.agent.configuration.LocalConfiguration;
import dev.ordeal.agent.configuration.PostgresqlSection;
import dev.ordeal.agent.configuration.RestApiSection;
import dev.ordeal.agent.configuration.ServerUser;
import dev.ordeal.agent.configuration.TlsFiles;
import dev.ordeal.agent.etcd.EtcdSettings;
import dev.ordeal.agent.postgres.ServerSettings;
import dev.ordeal.agent.rest.RestSettings;
import dev.ordeal.agent.tls.ClientTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** The sections of the configuration in the terms of the parts that they are for. Pure. */
final class Wiring {
  private static final Set<String> LOCAL = Set.of("*", "localhost", "0.0.0.0", "127.0.0.1", "::");

  private Wiring() {}

  static EtcdSettings etcd(EtcdSection section) {
    return new EtcdSettings(
        section.endpoints(),
        section.authentication().map(Credentials::username),
        section.authentication().map(Credentials::password),
        section.tls().authorities(),
        section.tls().certificate(),
        section.tls().keyOrCertificate());
  }

  static RestSettings rest(RestApiSection section) {
    return new RestSettings(
        host(section.listen()),
        section.listen().port(),
        text(section.connectAddress()),
        section
            .authentication()
            .map(each -> new RestSettings.Credentials(each.username(), each.password())),
        section.allowList(),
        section.allowListIncludesMembers(),
        section
            .tls()
            .certificate()
            .map(certificate ->
                new RestSettings.Tls(
                    certificate,
                    section.tls().key(),
                    section.tls().keyPassword(),
                    section.tls().authorities(),
                    RestSettings.VerifyClient.valueOf(section.verifyClient().name()))),
        section.extraHeaders(),
        section.extraHttpsHeaders(),
        RestSettings.ServerTokens.valueOf(section.serverTokens().name()));
  }

  private static String host(ListenAddress address) {
    return address.hosts().size() == 1 ? address.hosts().getFirst() : "*";
  }

  /** {@code user:password} for calls to other agents. */
  static Optional<String> credentials(CtlSection section) {
    return section.authentication().map(each -> each.username() + ":" + each.password());
  }

  /** How https is spoken to other agents. */
  static SSLContext towardsPeers(CtlSection section) throws IOException {
    TlsFiles files = section.tls();
    return ClientTls.of(
        files.certificate(),
        files.key(),
        files.keyPassword(),
        files.authorities(),
        section.insecure());
  }

  /** What the member key says about where this node is. */
  static Map<String, String> addresses(LocalConfiguration configuration) {
    PostgresqlSection postgresql = configuration.postgresql();
    Map<String, String> addresses = new LinkedHashMap<>();
    addresses.put("conn_url", url(postgresql.connectAddress()));
    addresses.put("api_url", rest(configuration.restApi()).apiUrl());
    postgresql.proxyAddress().ifPresent(address -> addresses.put("proxy_url", url(address)));
    return addresses;
  }

  private static String url(HostAndPort address) {
    return "postgres://" + text(address) + "/postgres";
  }

  private static String text(HostAndPort address) {
    boolean six = address.host().contains(":");
    return (six ? "[" + address.host() + "]" : address.host()) + ":" + address.port();
  }

  /**
   * @param postgresql as it takes effect: both layers
   */
  static ServerSettings server(LocalConfiguration configuration, PostgresqlSection postgresql) {
    return new ServerSettings(
        configuration.scope(),
        configuration.name(),
        postgresql.dataDirectory(),
        postgresql.binDirectory().orElseGet(Wiring::binaries),
        String.join(",", postgresql.listen().hosts()),
        postgresql.listen().port(),
        localHost(postgresql.listen()),
        postgresql.useUnixSocket(),
        postgresql.passwordFile(),
        postgresql.database(),
        user(postgresql.superuser(), "postgres"),
        user(postgresql.replication(), "replicator"),
        user(postgresql.rewind(), "postgres"),
        postgresql.customConf().map(Path::toString),
        postgresql.createReplicaMethods(),
        postgresql.replicaMethods(),
        postgresql.baseBackupOptions(),
        postgresql.callbacks(),
        configuration.bootstrap().orElse(BootstrapSection.NONE),
        postgresql.prePromote(),
        postgresql.beforeStop());
  }

  private static ServerSettings.User user(ServerUser user, String otherwise) {
    return new ServerSettings.User(
        user.username().orElse(otherwise), user.password(), user.options());
  }

  /** Where the agent reaches its own server (contract, section 1.6). */
  private static String localHost(ListenAddress listen) {
    return listen.hosts().stream().anyMatch(LOCAL::contains)
        ? "localhost"
        : listen.hosts().getFirst();
  }

  private static Path binaries() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin");
    return Stream.of(path.split(":", -1))
        .map(Path::of)
        .filter(folder -> Files.isExecutable(folder.resolve("postgres")))
        .findFirst()
        .orElse(Path.of("/usr/bin"));
  }
}

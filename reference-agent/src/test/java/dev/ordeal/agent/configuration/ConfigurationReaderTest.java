package dev.ordeal.agent.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {
  @TempDir Path folder;

  private static List<String> problems(String yaml) {
    BadConfiguration bad =
        catchThrowableOfType(
            BadConfiguration.class,
            () -> ConfigurationReader.read(Optional.empty(), Local.variables(yaml, Map.of())));
    return bad == null ? List.of() : bad.lines();
  }

  @Test
  void defaults_of_what_is_not_written() {
    LocalConfiguration local = Local.minimal();
    assertThat(local.storePrefix()).isEqualTo("/service/orders/");
    assertThat(local.bootstrap()).isEmpty();
    assertThat(local.tags().written()).isEmpty();
    assertThat(local.log().level()).isEqualTo("INFO");
    assertThat(local.log().format()).isEqualTo("%(asctime)s %(levelname)s: %(message)s");
    assertThat(local.log().fileSize()).isEqualTo(25_000_000);
    assertThat(local.log().files()).isEqualTo(4);
    assertThat(local.restApi().url()).isEqualTo("http://node1:8008/patroni");
    assertThat(local.restApi().verifyClient()).isEqualTo(RestApiSection.VerifyClient.NONE);
    assertThat(local.restApi().authentication()).isEmpty();
    assertThat(local.ctl().authentication()).isEmpty();
    assertThat(local.etcd().endpoints())
        .containsExactly(URI.create("http://etcd1:2379"), URI.create("http://etcd2:2379"));
    assertThat(local.watchdog().mode()).isEqualTo(WatchdogSection.Mode.AUTOMATIC);
    assertThat(local.watchdog().timeout(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(25));
    PostgresqlSection postgresql = local.postgresql();
    assertThat(postgresql.url()).isEqualTo("postgres://node1:5432/postgres");
    assertThat(postgresql.proxyUrl()).isEmpty();
    assertThat(postgresql.configDirectory()).isEqualTo(Path.of("/data"));
    assertThat(postgresql.passwordFile()).isEqualTo(Path.of("/home/dba/pgpass"));
    assertThat(postgresql.program("postgres")).isEqualTo("postgres");
    assertThat(postgresql.pgCtlTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(postgresql.createReplicaMethods()).containsExactly("basebackup");
    assertThat(postgresql.rewind()).isEqualTo(postgresql.superuser());
    assertThat(postgresql.useUnixSocket()).isFalse();
  }

  @Test
  void addresses_to_connect_to_follow_the_ones_to_listen_at() {
    LocalConfiguration local =
        Local.of(
            Local.MINIMAL
                .replace(", connect_address: node1:8008", "")
                .replace("  connect_address: node1:5432\n", "")
                .replace("listen: 0.0.0.0:5432", "listen: '10.0.0.1,10.0.0.2:5433'"),
            Map.of());
    assertThat(local.restApi().connectAddress()).hasToString("0.0.0.0:8008");
    assertThat(local.postgresql().connectAddress()).hasToString("10.0.0.1:5433");
  }

  @Test
  void all_of_postgresql() {
    PostgresqlSection postgresql =
        Local.withPostgresql(
                """
                proxy_address: node1:6432
                config_dir: /etc/postgresql
                bin_dir: /usr/lib/postgresql/17/bin
                bin_name: {postgres: edb-postgres}
                pgpass: /run/pgpass
                database: monitoring
                use_unix_socket: on
                use_unix_socket_repl: 'yes'
                pg_ctl_timeout: 2min
                custom_conf: /etc/custom.conf
                callbacks: {on_role_change: /bin/notify --loud}
                create_replica_methods: [pgbackrest, basebackup]
                pgbackrest: {command: pgbackrest restore, keep_data: true, no_params: on, stanza: main}
                basebackup: [checkpoint: fast, verbose, max-rate: 100M]
                pre_promote: /bin/may-i
                before_stop: /bin/bye
                """)
            .postgresql();
    assertThat(postgresql.proxyUrl()).contains("postgres://node1:6432/monitoring");
    assertThat(postgresql.program("postgres")).isEqualTo("/usr/lib/postgresql/17/bin/edb-postgres");
    assertThat(postgresql.program("initdb")).isEqualTo("/usr/lib/postgresql/17/bin/initdb");
    assertThat(postgresql.passwordFile()).isEqualTo(Path.of("/run/pgpass"));
    assertThat(postgresql.useUnixSocket() && postgresql.useUnixSocketForReplication()).isTrue();
    assertThat(postgresql.pgCtlTimeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(postgresql.callbacks()).containsEntry("on_role_change", "/bin/notify --loud");
    assertThat(postgresql.createReplicaMethods()).containsExactly("pgbackrest", "basebackup");
    assertThat(postgresql.replicaMethods()).containsOnlyKeys("pgbackrest");
    CustomMethod method = postgresql.replicaMethods().values().iterator().next();
    assertThat(method.command()).isEqualTo("pgbackrest restore");
    assertThat(method.keepData() && method.noParameters() && !method.noLeader()).isTrue();
    assertThat(method.arguments()).containsExactly("--stanza=main");
    assertThat(postgresql.baseBackupOptions())
        .containsExactly("--checkpoint=fast", "--verbose", "--max-rate=100M");
    assertThat(postgresql.prePromote()).contains("/bin/may-i");
    assertThat(postgresql.beforeStop()).contains("/bin/bye");
  }

  @Test
  void all_of_bootstrap() {
    BootstrapSection bootstrap =
        Local.with(
                """
                bootstrap:
                  dcs: {ttl: 5, postgresql: {use_pg_rewind: true}}
                  initdb: [data-checksums, encoding: UTF8]
                  pg_hba: ['host all all all scram-sha-256']
                  post_init: /bin/setup
                """)
            .bootstrap()
            .orElseThrow();
    assertThat(bootstrap.dcs())
        .isEqualTo(Map.of("ttl", 5L, "postgresql", Map.of("use_pg_rewind", true)));
    assertThat(bootstrap.initdbOptions()).containsExactly("--data-checksums", "--encoding=UTF8");
    assertThat(bootstrap.custom()).isEmpty();
    assertThat(bootstrap.hba()).containsExactly("host all all all scram-sha-256");
    assertThat(bootstrap.postBootstrap()).contains("/bin/setup");
  }

  @Test
  void a_bootstrap_method_of_ones_own() {
    CustomMethod method =
        Local.with(
                """
                bootstrap:
                  method: restore
                  restore:
                    command: /bin/restore
                    backup: monday
                    keep_existing_recovery_conf: false
                    recovery_conf: {recovery_target_action: promote}
                """)
            .bootstrap()
            .flatMap(BootstrapSection::custom)
            .orElseThrow();
    assertThat(method.command()).isEqualTo("/bin/restore");
    assertThat(method.arguments()).containsExactly("--backup=monday");
    assertThat(method.recoveryConf()).isEqualTo(Map.of("recovery_target_action", "promote"));
  }

  @Test
  void the_rest_api_with_everything() {
    LocalConfiguration local =
        Local.of(
            Local.MINIMAL.replace(
                "restapi: {",
                "restapi: {authentication: {username: admin, password: geheim}, certfile:"
                    + " /tls/a.pem, keyfile: /tls/a.key, cafile: /tls/ca.pem, verify_client:"
                    + " optional, allowlist: '10.0.0.0/8,monitor', allowlist_include_members: on,"
                    + " http_extra_headers: {X-One: 1}, server_tokens: Minimal, "),
            Map.of());
    RestApiSection restApi = local.restApi();
    assertThat(restApi.url()).isEqualTo("https://node1:8008/patroni");
    assertThat(restApi.authentication()).contains(new Credentials("admin", "geheim"));
    assertThat(restApi.authentication().toString()).doesNotContain("geheim");
    assertThat(restApi.tls().keyOrCertificate()).contains(Path.of("/tls/a.key"));
    assertThat(restApi.verifyClient()).isEqualTo(RestApiSection.VerifyClient.OPTIONAL);
    assertThat(restApi.allowList()).containsExactly("10.0.0.0/8", "monitor");
    assertThat(restApi.allowListIncludesMembers()).isTrue();
    assertThat(restApi.extraHeaders()).isEqualTo(Map.of("X-One", "1"));
    assertThat(restApi.serverTokens()).isEqualTo(RestApiSection.ServerTokens.MINIMAL);
    assertThat(local.ctl().authentication()).contains(new Credentials("admin", "geheim"));
    assertThat(local.ctl().tls().authorities()).contains(Path.of("/tls/ca.pem"));
  }

  @Test
  void ctl_counts_for_more_than_the_rest_api_when_peers_are_called() {
    LocalConfiguration local =
        Local.with(
            """
            ctl:
              authentication: {username: caller, password: x}
              insecure: true
              cacert: /tls/other.pem
            """);
    assertThat(local.ctl().authentication()).contains(new Credentials("caller", "x"));
    assertThat(local.ctl().insecure()).isTrue();
    assertThat(local.ctl().tls().authorities()).contains(Path.of("/tls/other.pem"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host: a:1 | http://a:1",
        "host: a | http://a:2379",
        "hosts: 'a:1,b:2' | http://a:1 http://b:2",
        "hosts: [a:1, b:2], protocol: https | https://a:1 https://b:2",
        "url: https://a:1/ | https://a:1",
        "proxy: http://a:1 | http://a:1",
        "hosts: ['[::1]:1'] | http://[::1]:1",
        "host: a, port: 7 | http://a:7",
        "proxy: http://a:1, hosts: 'b:2' | http://a:1"
      })
  void where_the_store_is(String keys, String endpoints) {
    EtcdSection etcd =
        Local.of(Local.MINIMAL.replace("hosts: 'etcd1:2379,etcd2:2379'", keys), Map.of()).etcd();
    assertThat(etcd.endpoints()).map(URI::toString).containsExactly(endpoints.split(" "));
    assertThat(etcd.https()).isEqualTo(endpoints.startsWith("https"));
    assertThat(etcd.useProxies()).isEqualTo(keys.startsWith("proxy"));
  }

  @Test
  void the_store_may_be_found_by_service_records_and_ask_for_a_user() {
    EtcdSection etcd =
        Local.of(
                Local.MINIMAL.replace(
                    "hosts: 'etcd1:2379,etcd2:2379'",
                    "srv: example.org, srv_suffix: prod, username: u, password: p, cacert: /ca"),
                Map.of())
            .etcd();
    assertThat(etcd.endpoints()).isEmpty();
    assertThat(etcd.discovery()).contains("example.org");
    assertThat(etcd.discoverySuffix()).contains("prod");
    assertThat(etcd.authentication()).contains(new Credentials("u", "p"));
    assertThat(etcd.tls().authorities()).contains(Path.of("/ca"));
  }

  @ParameterizedTest
  @CsvSource({"off, OFF", "automatic, AUTOMATIC", "required, REQUIRED", "Required, REQUIRED"})
  void watchdog(String word, WatchdogSection.Mode mode) {
    WatchdogSection watchdog =
        Local.with("watchdog: {mode: " + word + ", safety_margin: -1}\n").watchdog();
    assertThat(watchdog.mode()).isEqualTo(mode);
    assertThat(watchdog.timeout(Duration.ofSeconds(31))).isEqualTo(Duration.ofSeconds(15));
  }

  @ParameterizedTest
  @CsvSource({"/, ''", "pg, /pg", "/a//b/, /a/b", "/service/, /service"})
  void slashes_of_the_namespace_collapse(String written, String namespace) {
    assertThat(Local.with("namespace: " + written + "\n").storePrefix())
        .isEqualTo(namespace + "/orders/");
  }

  @Test
  void tags_keep_order_and_types() {
    var tags =
        Local.with("tags: {zone: a, nofailover: yes, failover_priority: '1', weight: 3}\n").tags();
    assertThat(tags.written().toString())
        .isEqualTo("{zone=a, nofailover=true, failover_priority=1, weight=3}");
    assertThat(tags.written().get("failover_priority")).isInstanceOf(String.class);
    assertThat(tags.written().get("weight")).isInstanceOf(Long.class);
  }

  @Test
  void the_log_in_json_with_fields_of_ones_own() {
    LogSection log =
        Local.with(
                """
                log:
                  type: json
                  level: warning
                  format: [message, {levelname: severity}]
                  static_fields: {app: agent}
                  loggers: {postgres: DEBUG}
                  mode: 0600
                  dir: /var/log/agent
                """)
            .log();
    assertThat(log.json()).isTrue();
    assertThat(log.level()).isEqualTo("WARNING");
    assertThat(log.fields().toString()).isEqualTo("{message=message, levelname=severity}");
    assertThat(log.staticFields()).isEqualTo(Map.of("app", "agent"));
    assertThat(log.loggers()).isEqualTo(Map.of("postgres", "DEBUG"));
    assertThat(log.mode()).contains(0600);
    assertThat(log.directory()).contains(Path.of("/var/log/agent"));
  }

  @Test
  void unknown_keys_are_passed_over() {
    assertThat(Local.with("citus: {group: 0}\nsurprise: [1]\n")).isEqualTo(Local.minimal());
  }

  @Test
  void all_that_is_missing_is_told_at_once() {
    assertThat(problems("log: {}"))
        .containsExactlyInAnyOrder(
            "PATRONI_CONFIGURATION:1:1: `scope` is missing; the cluster's name",
            "PATRONI_CONFIGURATION:1:1: `name` is missing; this member's name",
            "PATRONI_CONFIGURATION:1:1: `restapi.listen` is missing; host:port of the REST API",
            "PATRONI_CONFIGURATION:1:1: `etcd3` is missing;"
                + " hosts of the configuration store, as etcd3: {hosts: 10.0.0.1:2379}",
            "PATRONI_CONFIGURATION:1:1: `postgresql.listen` is missing; host:port of the server",
            "PATRONI_CONFIGURATION:1:1: `postgresql.data_dir` is missing;"
                + " the server's data directory",
            "PATRONI_CONFIGURATION:1:1: `postgresql.authentication.replication.username` is"
                + " missing; the user by whom replicas stream");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "log: {level: LOUD} | 12:14: `log.level` is `LOUD`;"
            + " expected one of DEBUG, INFO, WARNING, WARN, ERROR, CRITICAL, FATAL, NOTSET",
        "log: loud | 12:6: `log` is `loud`; expected keys with values",
        "log: {file_num: -1} | 12:17: `log.file_num` is `-1`;"
            + " expected a whole number from 0 to 1000",
        "watchdog: {mode: maybe} | 12:18: `watchdog.mode` is `maybe`;"
            + " expected one of off, automatic, required",
        "ctl: {insecure: perhaps} | 12:17: `ctl.insecure` is `perhaps`; expected `on` or `off`",
        "ctl: {authentication: {username: a}} | 12:7: `ctl.authentication.password` is missing;"
            + " a user name and a password together",
        "bootstrap: {initdb: [pwfile: x]} | 12:21: `bootstrap.initdb` is a list;"
            + " without `pwfile`, which the agent sets itself",
        "bootstrap: {method: mine} | 12:1: `bootstrap.mine.command` is missing;"
            + " the command of the bootstrap method mine",
        "namespace: [a] | 12:12: `namespace` is a list; expected a text"
      })
  void what_is_wrong_is_told_with_its_place(String line, String problem) {
    assertThat(problems(Local.MINIMAL + line)).containsExactly("PATRONI_CONFIGURATION:" + problem);
  }

  @Test
  void an_address_without_sense() {
    assertThat(problems(Local.MINIMAL.replace("listen: 0.0.0.0:5432", "listen: 'a:b'")))
        .containsExactly(
            "PATRONI_CONFIGURATION:6:11: `postgresql.listen` is `a:b`;"
                + " expected host:port or host,host:port");
  }

  @Test
  void a_file_counts_for_more_than_the_variable_with_the_whole_document()
      throws IOException, BadConfiguration {
    Path file = folder.resolve("agent.yaml");
    Files.writeString(file, Local.MINIMAL.replace("node1", "node7"));
    assertThat(
            ConfigurationReader.read(Optional.of(file), Local.variables(Local.MINIMAL, Map.of()))
                .name())
        .isEqualTo("node7");
    assertThat(
            ConfigurationReader.read(
                    Optional.of(folder.resolve("absent.yaml")),
                    Local.variables(Local.MINIMAL, Map.of()))
                .name())
        .isEqualTo("node1");
  }

  @Test
  void files_of_a_directory_are_merged_in_the_order_of_their_names()
      throws IOException, BadConfiguration {
    Files.writeString(folder.resolve("10-base.yml"), Local.MINIMAL);
    Files.writeString(
        folder.resolve("20-here.yaml"),
        "name: node2\npostgresql:\n  authentication: {superuser: {password: changed}}\n");
    Files.writeString(folder.resolve("30-ignored.txt"), "name: node3\n");
    LocalConfiguration local = ConfigurationReader.read(Optional.of(folder), Map.of());
    assertThat(local.name()).isEqualTo("node2");
    assertThat(local.postgresql().superuser().username()).contains("postgres");
    assertThat(local.postgresql().superuser().password()).contains("changed");
  }

  @Test
  void a_problem_names_the_file_of_the_directory_that_it_stands_in() throws IOException {
    Files.writeString(folder.resolve("10-base.yml"), Local.MINIMAL);
    Files.writeString(folder.resolve("20-here.yaml"), "log:\n  level: LOUD\n");
    BadConfiguration bad =
        catchThrowableOfType(
            BadConfiguration.class, () -> ConfigurationReader.read(Optional.of(folder), Map.of()));
    assertThat(bad.lines().getFirst()).startsWith(folder.resolve("20-here.yaml") + ":2:10: ");
  }

  @Test
  void neither_a_file_nor_a_variable() {
    Path absent = folder.resolve("absent.yaml");
    BadConfiguration bad =
        catchThrowableOfType(
            BadConfiguration.class, () -> ConfigurationReader.read(Optional.of(absent), Map.of()));
    assertThat(bad.lines()).containsExactly(absent + ":1:1: no such file; a YAML file");
  }

  @Test
  void an_empty_directory() {
    BadConfiguration bad =
        catchThrowableOfType(
            BadConfiguration.class, () -> ConfigurationReader.read(Optional.of(folder), Map.of()));
    assertThat(bad.lines()).containsExactly(folder + ":1:1: there is no *.yml or *.yaml in it");
  }
}

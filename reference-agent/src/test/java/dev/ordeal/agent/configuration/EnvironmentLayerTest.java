package dev.ordeal.agent.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentLayerTest {
  private static LocalConfiguration with(String... variables) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return Local.of(Local.MINIMAL, environment);
  }

  @Test
  void a_whole_configuration_from_variables() throws BadConfiguration {
    LocalConfiguration local =
        ConfigurationReader.read(
            Optional.empty(),
            Map.of(
                "PATRONI_SCOPE", "orders",
                "PATRONI_NAME", "node1",
                "PATRONI_RESTAPI_LISTEN", "0.0.0.0:8008",
                "PATRONI_ETCD3_HOSTS", "a:1,b:2",
                "PATRONI_POSTGRESQL_LISTEN", "0.0.0.0:5432",
                "PATRONI_POSTGRESQL_DATA_DIR", "/data",
                "PATRONI_REPLICATION_USERNAME", "replicator"));
    assertThat(local.storePrefix()).isEqualTo("/service/orders/");
    assertThat(local.etcd().endpoints()).hasSize(2);
    assertThat(local.postgresql().replication().username()).contains("replicator");
  }

  @ParameterizedTest
  @CsvSource({
    "SCOPE, scope",
    "NAMESPACE, namespace",
    "LOG_LEVEL, log.level",
    "LOGLEVEL, log.level",
    "LOG_DEDUPLICATE_HEARTBEAT_LOGS, log.deduplicate_heartbeat_logs",
    "RESTAPI_CONNECT_ADDRESS, restapi.connect_address",
    "RESTAPI_USERNAME, restapi.authentication.username",
    "RESTAPI_SERVER_TOKENS, restapi.server_tokens",
    "CTL_PASSWORD, ctl.authentication.password",
    "CTL_CACERT, ctl.cacert",
    "POSTGRESQL_PGPASS, postgresql.pgpass",
    "POSTGRESQL_BIN_DIR, postgresql.bin_dir",
    "POSTGRESQL_BIN_PG_CTL, postgresql.bin_name.pg_ctl",
    "SUPERUSER_SSLMODE, postgresql.authentication.superuser.sslmode",
    "REWIND_PASSWORD, postgresql.authentication.rewind.password",
    "REPLICATION_CHANNEL_BINDING, postgresql.authentication.replication.channel_binding",
    "ETCD_HOST, etcd.host",
    "ETCD3_CACERT, etcd3.cacert",
    "ETCD3_SRV_SUFFIX, etcd3.srv_suffix"
  })
  void each_variable_is_a_key(String variable, String path) {
    Document layer = EnvironmentLayer.of(Map.of("PATRONI_" + variable, "x"));
    Object value = layer.values();
    for (String key : path.split("\\.")) {
      value = Lenient.mapOf(value).getOrDefault(key, "absent");
    }
    assertThat(value).isEqualTo("x");
    assertThat(layer.valueAt(path)).hasToString("PATRONI_" + variable + ":1:1");
  }

  @Test
  void a_variable_counts_for_more_than_the_file_and_leaves_the_keys_beside_it() {
    LocalConfiguration local = with("PATRONI_NAME", "node9", "PATRONI_SUPERUSER_PASSWORD", "other");
    assertThat(local.name()).isEqualTo("node9");
    assertThat(local.postgresql().superuser().username()).contains("postgres");
    assertThat(local.postgresql().superuser().password()).contains("other");
  }

  @Test
  void where_the_store_is_comes_whole_from_one_layer() {
    assertThat(with("PATRONI_ETCD3_HOST", "c:3").etcd().endpoints())
        .singleElement()
        .hasToString("http://c:3");
    assertThat(with("PATRONI_ETCD3_PROTOCOL", "https").etcd().endpoints())
        .map(Object::toString)
        .containsExactly("https://etcd1:2379", "https://etcd2:2379");
  }

  @Test
  void lists_and_maps_are_yaml_or_words_between_commas() {
    LocalConfiguration local =
        with(
            "PATRONI_RESTAPI_ALLOWLIST", "['10.0.0.1', monitor]",
            "PATRONI_RESTAPI_HTTP_EXTRA_HEADERS", "{X-One: 1}",
            "PATRONI_LOG_LOGGERS", "{etcd: DEBUG}",
            "PATRONI_ETCD3_HOSTS", "['a:1', 'b:2']");
    assertThat(local.restApi().allowList()).containsExactly("10.0.0.1", "monitor");
    assertThat(local.restApi().extraHeaders()).isEqualTo(Map.of("X-One", "1"));
    assertThat(local.log().loggers()).isEqualTo(Map.of("etcd", "DEBUG"));
    assertThat(local.etcd().endpoints()).hasSize(2);
    assertThat(with("PATRONI_RESTAPI_ALLOWLIST", "a, b").restApi().allowList())
        .containsExactly("a", "b");
  }

  @Test
  void the_mode_of_log_files_is_octal_here_too() {
    assertThat(with("PATRONI_LOG_MODE", "0640").log().mode()).contains(0640);
  }

  @Test
  void a_program_may_be_called_otherwise() {
    assertThat(
            with("PATRONI_POSTGRESQL_BIN_DIR", "/bin", "PATRONI_POSTGRESQL_BIN_POSTGRES", "edb")
                .postgresql()
                .program("postgres"))
        .isEqualTo(Path.of("/bin/edb").toString());
  }

  @Test
  void an_empty_variable_is_none() {
    assertThat(with("PATRONI_NAME", "").name()).isEqualTo("node1");
  }

  @Test
  void a_bad_variable_is_named() {
    BadConfiguration bad =
        catchThrowableOfType(
            BadConfiguration.class,
            () ->
                ConfigurationReader.read(
                    Optional.empty(),
                    Local.variables(Local.MINIMAL, Map.of("PATRONI_CTL_INSECURE", "perhaps"))));
    assertThat(bad.lines())
        .containsExactly(
            "PATRONI_CTL_INSECURE:1:1: `ctl.insecure` is `perhaps`; expected `on` or `off`");
  }

  @Test
  void the_server_sees_none_of_the_agents_variables() {
    assertThat(
            ConfigurationReader.environmentOfServer(
                Map.of(
                    "PATRONI_SUPERUSER_PASSWORD", "secret",
                    "NOTIFY_SOCKET", "/run/systemd/notify",
                    "PATH", "/bin")))
        .isEqualTo(Map.of("PATH", "/bin"));
  }
}

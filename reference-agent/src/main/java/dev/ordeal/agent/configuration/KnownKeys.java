package dev.ordeal.agent.configuration;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys that may stand in a section.
 *
 * @param names all of them, those of inner sections too
 * @param inner what is known of the sections among them
 * @param free whether other keys may stand there as well
 */
record KnownKeys(List<String> names, Map<String, KnownKeys> inner, boolean free) {
  private static final KnownKeys FREE = new KnownKeys(List.of(), Map.of(), true);
  private static final KnownKeys CREDENTIALS = of("username password");
  private static final KnownKeys ETCD =
      of(
          "host hosts port url proxy srv srv_suffix protocol use_proxies username password cacert"
              + " cert key");
  private static final KnownKeys USER =
      of("username password " + String.join(" ", ServerUser.OPTIONS));

  private static final KnownKeys POSTGRESQL =
      of("listen connect_address proxy_address data_dir config_dir config_base_name bin_dir"
              + " database pgpass use_unix_socket use_unix_socket_repl custom_conf pg_hba pg_ident"
              + " pg_ctl_timeout use_pg_rewind remove_data_directory_on_rewind_failure"
              + " remove_data_directory_on_diverged_timelines create_replica_methods"
              + " create_replica_method basebackup pre_promote before_stop krbsrvname use_slots")
          .with("bin_name", of(String.join(" ", PostgresqlSection.PROGRAMS)))
          .with(
              "authentication",
              of("").with("superuser", USER).with("replication", USER).with("rewind", USER))
          .with("parameters", FREE)
          .with("recovery_conf", FREE)
          .with("callbacks", of("on_start on_stop on_restart on_role_change on_reload"));

  /** The key {@code config} of the store, and {@code bootstrap.dcs}. */
  static final KnownKeys DYNAMIC =
      of("ttl loop_wait retry_timeout maximum_lag_on_failover maximum_lag_on_syncnode"
              + " max_timelines_history check_timeline primary_start_timeout master_start_timeout"
              + " primary_stop_timeout master_stop_timeout synchronous_mode synchronous_mode_strict"
              + " synchronous_node_count failsafe_mode pause member_slots_ttl ignore_slots")
          .with("postgresql", POSTGRESQL.open())
          .with("slots", FREE)
          .with("permanent_slots", FREE)
          .with("permanent_replication_slots", FREE)
          .with(
              "standby_cluster",
              of(
                  "host port primary_slot_name restore_command archive_cleanup_command"
                      + " recovery_min_apply_delay create_replica_methods"));

  /** A whole local file. */
  static final KnownKeys ROOT =
      of("scope name namespace thread_pool_size thread_stack_size ttl loop_wait retry_timeout")
          .with(
              "log",
              of("type level traceback_level format dateformat max_queue_size dir file_num"
                      + " file_size mode deduplicate_heartbeat_logs")
                  .with("static_fields", FREE)
                  .with("loggers", FREE))
          .with(
              "restapi",
              of("listen connect_address certfile keyfile keyfile_password cafile ciphers"
                      + " verify_client allowlist allowlist_include_members request_queue_size"
                      + " thread_pool_size server_tokens")
                  .with("authentication", CREDENTIALS)
                  .with("http_extra_headers", FREE)
                  .with("https_extra_headers", FREE))
          .with(
              "ctl",
              of("insecure cacert certfile keyfile keyfile_password")
                  .with("authentication", CREDENTIALS))
          .with("etcd3", ETCD)
          .with("etcd", ETCD)
          .with("consul", FREE)
          .with("zookeeper", FREE)
          .with("exhibitor", FREE)
          .with("kubernetes", FREE)
          .with("raft", FREE)
          .with("citus", FREE)
          .with("standby_cluster", FREE)
          .with(
              "bootstrap", of("method initdb pg_hba post_bootstrap post_init").with("dcs", DYNAMIC))
          .with("postgresql", POSTGRESQL)
          .with("watchdog", of("mode device safety_margin driver"))
          .with("tags", FREE);

  KnownKeys {
    names = List.copyOf(names);
    inner = new LinkedHashMap<>(inner);
  }

  /** Names between blanks. */
  private static KnownKeys of(String names) {
    return new KnownKeys(
        Arrays.stream(names.split(" ")).filter(name -> !name.isEmpty()).toList(), Map.of(), false);
  }

  /** These keys and one more section. */
  KnownKeys with(String section, KnownKeys keys) {
    Map<String, KnownKeys> more = new LinkedHashMap<>(inner);
    more.put(section, keys);
    return new KnownKeys(
        Stream.concat(names.stream(), Stream.of(section)).distinct().toList(), more, free);
  }

  Optional<KnownKeys> section(String name) {
    return Optional.ofNullable(inner.get(name));
  }

  /** The same keys, and any other. */
  private KnownKeys open() {
    return new KnownKeys(names, inner, true);
  }
}

package dev.ordeal.agent.configuration;

import dev.ordeal.agent.policy.Tags;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What this node is told by its file and its environment (contract, section 1.2).
 *
 * @param scope the cluster's name
 * @param name this member's name
 * @param namespace the folder of the store that clusters lie in, begins with a slash, ends without
 * @param bootstrap absent where this node may not begin a new cluster
 * @param tags in the order and with the types of the file
 * @param postgresqlAsWritten the whole section, to be laid over the dynamic one
 */
public record LocalConfiguration(
    String scope,
    String name,
    String namespace,
    LogSection log,
    RestApiSection restApi,
    CtlSection ctl,
    EtcdSection etcd,
    Optional<BootstrapSection> bootstrap,
    PostgresqlSection postgresql,
    WatchdogSection watchdog,
    Tags tags,
    Map<String, Object> postgresqlAsWritten) {

  public LocalConfiguration {
    postgresqlAsWritten = Collections.unmodifiableMap(new LinkedHashMap<>(postgresqlAsWritten));
  }

  /** The prefix of the cluster's keys, with a slash at its end. */
  public String storePrefix() {
    return namespace + "/" + scope + "/";
  }

  /** Empty, with the problems noted, where anything in it is wrong. */
  static Optional<LocalConfiguration> of(Section root, java.nio.file.Path home) {
    Optional<String> scope = root.needText("scope", "the cluster's name");
    Optional<String> name = root.needText("name", "this member's name");
    Optional<RestApiSection> restApi = RestApiSection.of(root.section("restapi"));
    Optional<EtcdSection> etcd = etcd(root);
    Optional<PostgresqlSection> postgresql = PostgresqlSection.of(root.section("postgresql"), home);
    LogSection log = LogSection.of(root.section("log"));
    CtlSection ctl = CtlSection.of(root.section("ctl"), root.section("restapi"));
    Optional<BootstrapSection> bootstrap =
        root.has("bootstrap")
            ? Optional.of(BootstrapSection.of(root.section("bootstrap")))
            : Optional.empty();
    WatchdogSection watchdog = WatchdogSection.of(root.section("watchdog"));
    Tags tags = new Tags(root.section("tags").values());
    if (scope.isEmpty()
        || name.isEmpty()
        || restApi.isEmpty()
        || etcd.isEmpty()
        || postgresql.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new LocalConfiguration(
            scope.get(),
            name.get(),
            namespace(root.text("namespace", "service")),
            log,
            restApi.get(),
            ctl,
            etcd.get(),
            bootstrap,
            postgresql.get(),
            watchdog,
            tags,
            root.section("postgresql").values()));
  }

  private static Optional<EtcdSection> etcd(Section root) {
    if (root.has("etcd3") || root.has("etcd")) {
      return EtcdSection.of(root.section(root.has("etcd3") ? "etcd3" : "etcd"));
    }
    root.missing("etcd3", "hosts of the configuration store, as etcd3: {hosts: 10.0.0.1:2379}");
    return Optional.empty();
  }

  private static String namespace(String text) {
    String bare = text.strip().replaceAll("/+", "/").replaceAll("^/|/$", "");
    return bare.isEmpty() ? "" : "/" + bare;
  }
}

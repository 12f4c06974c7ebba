package dev.ordeal.agent.cycle;

import dev.ordeal.agent.configuration.BadConfiguration;
import dev.ordeal.agent.configuration.ConfigurationReader;
import dev.ordeal.agent.configuration.DynamicReader;
import dev.ordeal.agent.configuration.LocalConfiguration;
import java.util.Map;
import java.util.Optional;

/** Settings as a node without any of its own reads them, for tests. */
final class Configured {
  private static final LocalConfiguration LOCAL = local();
  static final SettingsReader READER =
      (configuration, foreign) -> DynamicReader.read(configuration, LOCAL, foreign).settings();

  private Configured() {}

  private static LocalConfiguration local() {
    String file =
        """
        scope: cluster
        name: node1
        restapi: {listen: 127.0.0.1:8008, connect_address: 127.0.0.1:8008}
        etcd3: {hosts: 127.0.0.1:2379}
        postgresql:
          listen: 127.0.0.1:5432
          connect_address: 127.0.0.1:5432
          data_dir: /data
          authentication: {replication: {username: replicator}}
        """;
    try {
      return ConfigurationReader.read(Optional.empty(), Map.of("PATRONI_CONFIGURATION", file));
    } catch (BadConfiguration e) {
      throw new AssertionError(e);
    }
  }
}

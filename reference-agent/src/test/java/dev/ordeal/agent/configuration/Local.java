package dev.ordeal.agent.configuration;

import dev.ordeal.yaml.Problems;
import java.util.Map;
import java.util.Optional;

/** Local configurations from text. */
final class Local {
  static final String MINIMAL =
      """
      scope: orders
      name: node1
      restapi: {listen: 0.0.0.0:8008, connect_address: node1:8008}
      etcd3: {hosts: 'etcd1:2379,etcd2:2379'}
      postgresql:
        listen: 0.0.0.0:5432
        connect_address: node1:5432
        data_dir: /data
        authentication:
          superuser: {username: postgres, password: secret}
          replication: {username: replicator, password: hidden}
      """;

  private Local() {}

  static LocalConfiguration minimal() {
    return of(MINIMAL, Map.of());
  }

  /** {@link #MINIMAL} with more lines under {@code postgresql}. */
  static LocalConfiguration withPostgresql(String lines) {
    return of(MINIMAL + lines.indent(2), Map.of());
  }

  /** {@link #MINIMAL} with more sections. */
  static LocalConfiguration with(String sections) {
    return of(MINIMAL + sections, Map.of());
  }

  static LocalConfiguration of(String yaml, Map<String, String> environment) {
    try {
      return ConfigurationReader.read(Optional.empty(), variables(yaml, environment));
    } catch (BadConfiguration bad) {
      throw new AssertionError(bad);
    }
  }

  static Map<String, String> variables(String yaml, Map<String, String> others) {
    var variables = new java.util.TreeMap<String, String>(others);
    variables.put(ConfigurationReader.VARIABLE, yaml);
    variables.putIfAbsent("HOME", "/home/dba");
    return variables;
  }

  /** A section of this name, read from text. */
  static Section section(String name, String yaml, Problems problems) {
    return Section.of(PlainYaml.read("agent.yaml", yaml, problems), problems).section(name);
  }
}

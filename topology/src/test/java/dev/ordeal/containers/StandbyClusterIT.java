package dev.ordeal.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.containers.engine.ExecAnswer;
import dev.ordeal.containers.engine.Part;
import dev.ordeal.names.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A second cluster of two nodes follows the environment's: from its first copy over a switchover
 * and its promotion to the day on which it is a standby again. Its agents and servers live in the
 * container of the environment's only node, at ports of their own.
 */
@Tag("container")
class StandbyClusterIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final NodeName NODE = new NodeName("node1");

  private static final String ENVIRONMENT =
      """
      nodes: 1
      store: { members: 1 }
      agent: { kind: reference }
      """;

  /** Of {@code NAME}, with its server at {@code SERVER} and its REST API at {@code REST}. */
  private static final String CONFIGURATION =
      """
      scope: second
      name: NAME
      restapi:
        listen: 127.0.0.1:REST
        connect_address: 127.0.0.1:REST
        authentication: {username: ordeal, password: "$RESTAPI"}
      etcd3: {hosts: ["etcd1:2379"]}
      bootstrap:
        dcs:
          ttl: 5
          loop_wait: 1
          retry_timeout: 2
          standby_cluster: {host: 127.0.0.1, port: 5432, primary_slot_name: second}
          postgresql: {use_pg_rewind: true, parameters: {max_connections: 200, shared_buffers: 16MB}}
      postgresql:
        listen: 127.0.0.1:SERVER
        connect_address: 127.0.0.1:SERVER
        data_dir: /tmp/NAME/data
        basebackup: [{checkpoint: fast}]
        bin_dir: /usr/lib/postgresql/bin
        pgpass: /tmp/NAME/pgpass
        parameters: {unix_socket_directories: /tmp}
        pg_hba: ["host all all 127.0.0.1/32 scram-sha-256", "host replication replicator 127.0.0.1/32 scram-sha-256"]
        authentication:
          superuser: {username: postgres, password: "$POSTGRES"}
          replication: {username: replicator, password: "$REPLICATOR"}
          rewind: {username: rewind_user, password: "$REWIND_USER"}
      """;

  private record Standby(String name, int server, int rest) {
    String configuration() {
      return CONFIGURATION
          .replace("NAME", name)
          .replace("SERVER", Integer.toString(server))
          .replace("REST:", rest + ":")
          .replace(":REST", ":" + rest);
    }
  }

  private static final int REMOTE = 5432;
  private static final Standby ONE = new Standby("one", 6001, 7001);
  private static final Standby TWO = new Standby("two", 6002, 7002);

  @Test
  void a_cluster_follows_another_one_is_promoted_and_follows_it_again() {
    try (var started = new Started(Plans.read("first", ENVIRONMENT))) {
      Part node = started.member(NODE);
      reserveSlot(node);
      sql(node, REMOTE, "CREATE TABLE story (step int)");
      begin(node, ONE);
      await(node, "200 503 200 503 200", ONE);
      begin(node, TWO);
      await(node, "503 503 503 200 200", TWO);
      awaitStandby(node, REMOTE, "one");
      assertThat(sql(node, REMOTE, "SELECT active FROM pg_replication_slots")).isEqualTo("t");
      awaitStandby(node, ONE.server, "two");
      assertThat(listed(node)).isEqualTo("one Standby Leader, two Replica");
      sql(node, REMOTE, "INSERT INTO story VALUES (1)");
      awaitStory(node, TWO, "1");

      patronictl(node, "switchover second --leader one --candidate two --force");
      await(node, "200 503 200 503 200", TWO);
      await(node, "503 503 503 200 200", ONE);
      sql(node, REMOTE, "INSERT INTO story VALUES (2)");
      awaitStory(node, ONE, "1 2");

      patronictl(node, "promote-cluster second --force");
      await(node, "503 200 200 503 200", TWO);
      sql(node, TWO.server, "INSERT INTO story VALUES (30)");
      awaitStory(node, ONE, "1 2 30");
      sql(node, REMOTE, "INSERT INTO story VALUES (3)");

      patronictl(
          node,
          "demote-cluster second --host 127.0.0.1 --port 5432 --primary-slot-name second --force");
      awaitStory(node, ONE, "1 2 3");
      awaitStory(node, TWO, "1 2 3");
      Started.eventually(LIMIT, () -> listed(node).contains("Standby Leader"));
      System.out.println(patronictl(node, "list second"));
    }
  }

  /** The remote's own agent leaves alone what its configuration names. */
  private static void reserveSlot(Part node) {
    ExecAnswer edited =
        bash(node, "patronictl edit-config --force --set slots.second.type=physical");
    assertThat(edited.ok()).as(edited.words()).isTrue();
    Started.eventually(
        LIMIT,
        () -> {
          bash(node, "sleep 1.5");
          query(node, REMOTE, "SELECT pg_create_physical_replication_slot('second')");
          bash(node, "sleep 1.5");
          return sql(node, REMOTE, "SELECT slot_name FROM pg_replication_slots").equals("second");
        });
  }

  private static void begin(Part node, Standby standby) {
    String file = "/tmp/" + standby.name + "/agent.yml";
    String script =
        "umask 077; mkdir -p /tmp/%s; source /etc/ordeal/passwords; cat >%s <<YAML\n%s\nYAML\n"
            .formatted(standby.name, file, standby.configuration());
    assertThat(bash(node, script).ok()).isTrue();
    node.execDetached("postgres", "bash", "-c", "exec agent " + file + " >" + file + ".log 2>&1");
  }

  /** What its REST API answers to a proxy. */
  private static void await(Part node, String codes, Standby standby) {
    String ask =
        Stream.of("standby-leader", "primary", "leader", "replica", "read-only")
            .map(path -> "http://127.0.0.1:" + standby.rest + "/" + path)
            .collect(Collectors.joining(" "));
    Started.eventually(
        LIMIT, () -> bash(node, PYTHON.formatted(ask)).output().strip().equals(codes));
  }

  private static final String PYTHON =
      """
      for url in %s; do
        python3 -c 'import sys, http.client, urllib.parse as u
      a = u.urlparse(sys.argv[1]); c = http.client.HTTPConnection(a.netloc, timeout=3)
      c.request("GET", a.path); print(c.getresponse().status, end=" ")' $url
      done
      """;

  private static void awaitStory(Part node, Standby standby, String steps) {
    String read = "SELECT string_agg(step::text, ' ' ORDER BY step) FROM story";
    Started.eventually(
        LIMIT, () -> query(node, standby.server, read).output().strip().equals(steps));
  }

  /** A replica serves reads before it streams. */
  private static void awaitStandby(Part node, int port, String name) {
    String read = "SELECT application_name FROM pg_stat_replication";
    Started.eventually(LIMIT, () -> sql(node, port, read).equals(name));
  }

  private static String listed(Part node) {
    List<String> lines = patronictl(node, "list second -f tsv").lines().skip(1).toList();
    return lines.stream()
        .map(line -> line.split("\t", -1))
        .map(fields -> fields[1] + " " + fields[3])
        .collect(Collectors.joining(", "));
  }

  private static String patronictl(Part node, String words) {
    ExecAnswer answer =
        bash(node, "COLUMNS=200 PATRONICTL_CONFIG_FILE=/tmp/one/agent.yml patronictl " + words);
    assertThat(answer.ok()).as(words + ": " + answer.words()).isTrue();
    return answer.output();
  }

  private static String sql(Part node, int port, String statement) {
    ExecAnswer answer = query(node, port, statement);
    assertThat(answer.ok()).as(statement + ": " + answer.words()).isTrue();
    return answer.output().strip();
  }

  private static ExecAnswer query(Part node, int port, String statement) {
    return bash(
        node,
        "source /etc/ordeal/passwords; PGPASSWORD=$POSTGRES psql -h 127.0.0.1 -p "
            + port
            + " -U postgres -XAtqc \""
            + statement
            + "\" ordeal");
  }

  private static ExecAnswer bash(Part node, String script) {
    return node.exec("postgres", LIMIT, "bash", "-c", script);
  }
}

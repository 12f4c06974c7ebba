package dev.ordeal.contracts.postgres;

import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.world.RealWorld;
import dev.ordeal.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The contract on real servers, all in one container of a node's image: each has a data directory
 * and a port of its own.
 */
public final class RealServers implements PostgresContract {
  private static final World WORLD = RealWorld.of(1);
  private static final int FIRST_PORT = 6001;
  private static final int PORTS = 10;

  private final Path folder;
  private final int firstPort;
  private final Path template;
  private final Map<String, String> passwords;

  /**
   * @param folder where data may lie while a story is told
   * @param lane of several that are used at once
   * @param template a data directory that was stopped cleanly
   * @param passwords of its roles
   */
  RealServers(Path folder, int lane, Path template, Map<String, String> passwords) {
    this.folder = folder;
    this.firstPort = FIRST_PORT + lane * PORTS;
    this.template = template;
    this.passwords = Map.copyOf(passwords);
  }

  @Override
  public void at(Story story) {
    Servers servers = new Servers();
    try {
      story.tell(servers);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      servers.end();
    }
  }

  private final class Servers implements Place {
    private final Map<String, RealNode> nodes = new LinkedHashMap<>();

    /** Its data are there once somebody asks for it. */
    private RealNode node(String name, boolean withData) {
      return nodes.computeIfAbsent(
          name,
          absent -> {
            RealNode node = new RealNode(WORLD, name, firstPort + nodes.size(), folder, passwords);
            if (withData) {
              run("cp", "-a", template.toString(), node.data().toString());
            }
            return node;
          });
    }

    void end() {
      for (RealNode node : nodes.values()) {
        node.kill();
        node.closeSessions();
        run("rm", "-rf", node.data().toString());
      }
    }

    @Override
    public World world() {
      return WORLD;
    }

    @Override
    public Node one() {
      return node("one", true);
    }

    @Override
    public Node two() {
      return node("two", true);
    }

    @Override
    public Node three() {
      return node("three", true);
    }

    @Override
    public Node blank() {
      return node("blank", false);
    }

    @Override
    public DynamicSettings settings() {
      return Settings.of(
          new TreeMap<>(
              Map.of(
                  "unix_socket_directories",
                  folder.toString(),
                  "shared_buffers",
                  "16MB",
                  "log_min_messages",
                  "warning")),
          List.of(
              "host all all 127.0.0.1/32 scram-sha-256",
              "host replication replicator 127.0.0.1/32 scram-sha-256"));
    }
  }

  static void run(String... words) {
    try {
      int code = new ProcessBuilder(words).inheritIO().start().waitFor();
      if (code != 0) {
        throw new AssertionError(String.join(" ", words) + " ended with " + code);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}

package dev.ordeal.agent.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.agent.configuration.BootstrapSection;
import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With tools that say what the real ones say. */
final class CopyingTest {
  private static final BootstrapSection NOTHING =
      new BootstrapSection(
          Map.of(), List.of(), Optional.empty(), List.of(), Optional.empty(), false);
  private static final Upstream LEADER = new Upstream("node2", "node2", 5432, Optional.empty());
  private static final String BEFORE =
      "echo 'pg_rewind: servers diverged at WAL location 0/182898C0 on timeline 22'";
  private static final String WRITES =
      "echo 'pg_rewind: rewinding from last common checkpoint at 0/18000028 on timeline 22'";

  @TempDir Path folder;
  private DataDirectory directory;
  private Copying copying;

  @BeforeEach
  void a_cluster_is_there() throws IOException {
    directory = new DataDirectory(folder.resolve("data"));
    Files.createDirectories(directory.path().resolve("global"));
    Files.writeString(directory.path().resolve("PG_VERSION"), "17\n");
    Files.writeString(directory.path().resolve("global/pg_control"), "");
    copying = new Copying(Servers.in(folder, NOTHING), directory, new CurrentState());
  }

  private void tool(String name, String... script) throws IOException {
    Path tool = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(tool, "#!/bin/sh\n" + String.join("\n", script) + "\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
  }

  private void rewindFails(String words) {
    assertThatThrownBy(() -> copying.rewind(LEADER))
        .isInstanceOf(PortFailure.class)
        .hasMessageContaining(words);
  }

  @Test
  void a_rewind_that_was_broken_off_while_it_wrote_leaves_nothing_to_start() throws IOException {
    tool(
        "pg_rewind",
        BEFORE,
        WRITES,
        "echo 'pg_rewind: error: server closed the connection'",
        "exit 1");
    rewindFails("server closed the connection");
    assertThat(directory.state()).isEqualTo(Server.DataDirectory.UNFINISHED);
  }

  @Test
  void one_that_has_not_begun_to_write_leaves_all_as_it_was() throws IOException {
    tool("pg_rewind", "echo 'pg_rewind: error: could not connect to server'", "exit 1");
    rewindFails("could not connect");
    assertThat(directory.state()).isEqualTo(Server.DataDirectory.VALID);
  }

  /** As when the whole node dies: nobody is left to say how it ended. */
  @Test
  void while_it_is_under_way_the_mark_is_there() throws IOException {
    Path mark = folder.resolve("data.unfinished");
    tool("pg_rewind", WRITES, "cat " + mark + " > " + folder.resolve("seen"));
    copying.rewind(LEADER);
    assertThat(folder.resolve("seen")).hasContent("pg_rewind from node2");
    assertThat(directory.state()).isEqualTo(Server.DataDirectory.VALID);
  }

  @Test
  void a_copy_that_was_broken_off_leaves_nothing_to_start() throws IOException {
    String files = "cd \"${1#--pgdata=}\"; mkdir global; touch PG_VERSION global/pg_control";
    tool("pg_basebackup", files, "echo 'pg_basebackup: error: could not read COPY data'", "exit 1");
    assertThatThrownBy(() -> copying.copyFrom(Servers.member("node2", Map.of())))
        .isInstanceOf(PortFailure.class)
        .hasMessageContaining("COPY data");
    assertThat(directory.state()).isEqualTo(Server.DataDirectory.UNFINISHED);
    tool("pg_basebackup", files);
    copying.copyFrom(Servers.member("node2", Map.of()));
    assertThat(directory.state()).isEqualTo(Server.DataDirectory.VALID);
  }
}

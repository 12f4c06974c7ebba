package dev.ordeal.agent.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.agent.configuration.DynamicReader;
import dev.ordeal.agent.configuration.ReadingLocal;
import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerConfigurationTest {
  private static final String SYNCHRONOUS_NAMES = "synchronous_standby_names";

  private static final Optional<Upstream> NODE2 =
      Optional.of(new Upstream("node2", "node2.example", 5432, Optional.empty()));

  @TempDir Path folder;
  private ServerConfiguration configuration;

  @BeforeEach
  void makeDataDirectory() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/PG_VERSION"), "17\n");
    configuration =
        new ServerConfiguration(Servers.in(folder, Servers.by("true", false, Map.of())));
  }

  private static DynamicSettings settings(Map<String, Object> dynamic) {
    return DynamicReader.read(dynamic, ReadingLocal.minimal(), false).settings();
  }

  private String main() throws IOException {
    return Files.readString(folder.resolve("data/postgresql.conf"));
  }

  @Test
  void the_agent_names_synchronous_standbys_in_synchronous_mode_alone() {
    configuration.useSynchronousNames("node2");
    assertThat(configuration.wanted()).doesNotContainKey(SYNCHRONOUS_NAMES);
    configuration.use(settings(Map.of("synchronous_mode", true)));
    assertThat(configuration.wanted()).containsEntry(SYNCHRONOUS_NAMES, "node2");
  }

  @Test
  void before_it_has_named_any_no_commit_waits() {
    configuration.use(settings(Map.of("synchronous_mode", true)));
    assertThat(configuration.wanted()).containsEntry(SYNCHRONOUS_NAMES, "");
  }

  @Test
  void files_tell_whether_they_differ_from_what_was_written_before() throws IOException {
    assertThat(writtenAndRead(true)).isTrue();
    assertThat(writtenAndRead(true)).isFalse();
    configuration.streamFrom(NODE2);
    assertThat(writtenAndRead(true)).isTrue();
    assertThat(main()).contains("node2.example");
    assertThat(writtenAndRead(false)).isTrue();
    assertThat(main()).doesNotContain("node2.example");
  }

  @Test
  void what_nobody_told_the_server_to_read_is_still_to_be_read() {
    configuration.write(false);
    assertThat(configuration.write(false)).isTrue();
    configuration.isRead();
    assertThat(configuration.write(false)).isFalse();
  }

  @Test
  void what_may_have_been_replaced_before_an_error_is_still_to_be_read() throws IOException {
    writtenAndRead(true);
    configuration.streamFrom(NODE2);
    Path inTheWay = Servers.noPasswordCanBeWritten(folder);
    assertThatThrownBy(() -> configuration.write(true)).isInstanceOf(PortFailure.Refused.class);
    assertThat(main()).contains("node2.example");
    Files.delete(inTheWay);
    assertThat(configuration.write(true)).isTrue();
  }

  @Test
  void what_stands_in_the_automatic_file_against_us_is_dropped_and_to_be_read() throws IOException {
    writtenAndRead(true);
    Path automatic = folder.resolve("data/postgresql.auto.conf");
    Files.writeString(automatic, "primary_conninfo = 'host=elsewhere'\n");
    assertThat(configuration.write(true)).isTrue();
    assertThat(Files.readString(automatic)).doesNotContain("elsewhere");
  }

  @Test
  void parameters_have_their_names_in_any_case() {
    configuration.use(
        settings(Map.of("postgresql", Map.of("parameters", Map.of("Archive_Command", "cp")))));
    assertThat(configuration.parameter("archive_command")).contains("cp");
  }

  private boolean writtenAndRead(boolean replica) {
    boolean changed = configuration.write(replica);
    configuration.isRead();
    return changed;
  }
}

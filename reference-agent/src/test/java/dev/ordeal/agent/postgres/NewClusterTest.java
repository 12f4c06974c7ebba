package dev.ordeal.agent.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.agent.configuration.BootstrapSection;
import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.DynamicSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NewClusterTest {
  @TempDir Path folder;

  @BeforeEach
  void makeDataDirectory() throws IOException {
    Files.createDirectories(data());
    Files.writeString(data("PG_VERSION"), "17\n");
    Files.writeString(data("postgresql.conf"), "work_mem = 4MB\n");
    Files.writeString(
        data("postgresql.auto.conf"), "primary_conninfo = 'host=old'\nwork_mem = '8MB'\n");
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path data(String name) {
    return data().resolve(name);
  }

  private NewCluster cluster(BootstrapSection bootstrap) {
    ServerSettings settings = Servers.in(folder, bootstrap);
    return new NewCluster(
        settings, new DataDirectory(data()), new LocalAddress(settings, () -> folder));
  }

  private void writeForRecovery(BootstrapSection bootstrap) {
    new ConfigurationFiles(Servers.in(folder, bootstrap))
        .writeForRecovery(
            DynamicSettings.DEFAULTS, bootstrap.custom().orElseThrow(), Optional.empty());
  }

  @Test
  void a_method_of_the_users_own_is_told_the_cluster_and_the_directory() throws IOException {
    Path told = folder.resolve("told");
    String script = "sh -c 'echo \"$0 $@\" > " + told + "; echo local all all peer > %s'";
    cluster(
            Servers.by(
                script.formatted(data("pg_hba.conf")), false, Map.of(), "host all all all md5"))
        .make();
    assertThat(Files.readString(told))
        .isEqualTo("--stanza=main --scope=orders --datadir=" + data() + "\n");
    assertThat(data("pg_hba.conf")).hasContent("local all all peer\n\nhost all all all md5");
  }

  @Test
  void a_method_that_fails_says_why() {
    assertThatThrownBy(() ->
            cluster(Servers.by("sh -c 'echo error: no such backup; exit 3'", false, Map.of()))
                .make())
        .isInstanceOf(PortFailure.Refused.class)
        .hasMessageContaining("no such backup");
  }

  @Test
  void recovery_parameters_of_the_method_replace_those_of_the_backup() throws IOException {
    Files.createFile(data("standby.signal"));
    writeForRecovery(
        Servers.by("true", false, Map.of("restore_command", "cp %f %p", "standby_mode", "off")));
    assertThat(data("standby.signal")).doesNotExist();
    assertThat(data("recovery.signal")).exists();
    assertThat(data("postgresql.auto.conf")).hasContent("work_mem = '8MB'");
    assertThat(Files.readString(data("postgresql.conf")))
        .contains("restore_command = 'cp %f %p'", "recovery_target_action = 'promote'")
        .doesNotContain("standby_mode");
  }

  @Test
  void without_any_the_server_starts_as_a_primary() throws IOException {
    Files.createFile(data("recovery.signal"));
    writeForRecovery(Servers.by("true", false, Map.of()));
    assertThat(data("recovery.signal")).doesNotExist();
    assertThat(Files.readString(data("postgresql.conf"))).doesNotContain("recovery_target");
  }

  @Test
  void what_the_method_has_written_itself_stays_where_that_is_asked_for() throws IOException {
    Files.createFile(data("recovery.signal"));
    writeForRecovery(Servers.by("true", true, Map.of("restore_command", "other")));
    assertThat(data("recovery.signal")).exists();
    assertThat(Files.readString(data("postgresql.auto.conf"))).contains("host=old");
    assertThat(Files.readString(data("postgresql.conf"))).doesNotContain("restore_command");
  }

  @Test
  void only_a_login_that_is_turned_away_calls_for_a_new_password() {
    assertThat(NewCluster.isTurnedAway(new SQLException("", "28P01"))).isTrue();
    assertThat(NewCluster.isTurnedAway(new SQLException("", "28000"))).isTrue();
    assertThat(NewCluster.isTurnedAway(new SQLException("", "57P03"))).isFalse();
    assertThat(NewCluster.isTurnedAway(new SQLException("no state"))).isFalse();
  }
}

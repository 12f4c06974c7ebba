package dev.ordeal.agent.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.configuration.BadConfiguration;
import dev.ordeal.agent.configuration.ConfigurationReader;
import dev.ordeal.agent.configuration.LocalConfiguration;
import dev.ordeal.agent.cycle.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReloadingTest {
  private static final String FILE =
      """
      scope: orders
      name: node1
      restapi: {listen: 0.0.0.0:8008, connect_address: node1:8008}
      etcd3: {hosts: 'etcd1:2379'}
      postgresql:
        listen: 0.0.0.0:5432
        connect_address: node1:5432
        data_dir: /data
        authentication:
          superuser: {username: postgres, password: secret}
          replication: {username: replicator, password: hidden}
      """;

  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private final List<LocalConfiguration> taken = new ArrayList<>();
  private Reloading reloading;

  @BeforeEach
  void started() throws IOException, BadConfiguration {
    write(FILE);
    reloading = new Reloading(read(), this::read, log());
    reloading.then(taken::add);
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("agent.yml"), text);
  }

  private LocalConfiguration read() throws BadConfiguration {
    return ConfigurationReader.read(
        Optional.of(folder.resolve("agent.yml")), Map.of("HOME", "/home/dba"));
  }

  private Log log() {
    return new Log() {
      @Override
      public void info(String sentence) {
        said.add(sentence);
      }

      @Override
      public void warning(String sentence) {
        said.add(sentence);
      }

      @Override
      public void error(String sentence) {
        said.add(sentence);
      }

      @Override
      public void mistake(String what, RuntimeException mistake) {
        throw mistake;
      }
    };
  }

  @Test
  void new_tags_are_taken_and_the_listener_hears_of_it() throws IOException {
    write(FILE + "tags: {nofailover: true}\n");
    reloading.reload();
    assertThat(reloading.configuration().tags().noFailover()).isTrue();
    assertThat(taken).containsExactly(reloading.configuration());
    assertThat(said).isEmpty();
  }

  @Test
  void a_file_that_cannot_be_used_changes_nothing_and_its_line_is_told() throws IOException {
    write(FILE.replace("data_dir: /data", "data_dir: [1"));
    reloading.reload();
    assertThat(reloading.configuration().postgresql().dataDirectory()).hasToString("/data");
    assertThat(said).isNotEmpty().first().asString().contains("agent.yml:");
    assertThat(taken).isEmpty();
  }

  @Test
  void the_name_of_a_node_that_runs_stays() throws IOException {
    write(FILE.replace("name: node1", "name: node7") + "tags: {nofailover: true}\n");
    reloading.reload();
    assertThat(reloading.configuration().name()).isEqualTo("node1");
    assertThat(reloading.configuration().tags().noFailover()).isFalse();
    assertThat(said).singleElement().asString().contains("cannot be changed");
  }
}

package dev.ordeal.agent.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.agent.cycle.PortFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveCommandTest {
  private static final String SEGMENT = "000000010000000000000003";

  @Test
  void the_segment_stands_for_its_signs() {
    assertThat(ArchiveCommand.words("test ! -f /a/%f && cp %p /a/%f # 100%%", SEGMENT))
        .isEqualTo(
            "test ! -f /a/000000010000000000000003 && cp pg_wal/000000010000000000000003"
                + " /a/000000010000000000000003 # 100%");
    assertThat(ArchiveCommand.words("date +%s%", SEGMENT)).isEqualTo("date +%s%");
  }

  @Test
  void it_runs_in_the_data_directory(@TempDir Path directory) throws IOException {
    Files.createDirectory(directory.resolve("pg_wal"));
    Files.writeString(directory.resolve("pg_wal").resolve(SEGMENT), "log");
    ArchiveCommand.run("cp %p sent-%f", directory, SEGMENT);
    assertThat(directory.resolve("sent-" + SEGMENT)).hasContent("log");
    assertThatThrownBy(() -> ArchiveCommand.run("exit 3", directory, SEGMENT))
        .isInstanceOf(PortFailure.Refused.class);
  }

  @Test
  void the_segment_of_the_shutdown_checkpoint() {
    String control =
        """
        Database cluster state:               shut down
        Database system identifier:           71
        Latest checkpoint location:           2/1F000028
        Latest checkpoint's TimeLineID:       3
        Bytes per WAL segment:                16777216
        """;
    assertThat(ControlData.parse(control).orElseThrow().checkpointSegment())
        .isEqualTo("00000003000000020000001F");
  }
}

package dev.ordeal.agent.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.Server;
import dev.ordeal.names.Lsn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataDirectoryTest {
  @TempDir Path folder;
  private DataDirectory directory;

  @BeforeEach
  void has_a_log() throws IOException {
    Files.createDirectories(folder.resolve("pg_wal"));
    directory = new DataDirectory(folder);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "0, false", "6, false", "5, false"})
  void one_number_of_the_control_file_says_whether_it_was_shut_down(int state, boolean shutDown)
      throws IOException {
    Files.createDirectories(folder.resolve("global"));
    ByteBuffer control = ByteBuffer.allocate(8192).order(ByteOrder.nativeOrder());
    control.putLong(7_000_000_000_000_000_001L).putInt(1700).putInt(202_406_281).putInt(state);
    Files.write(folder.resolve("global/pg_control"), control.array());
    assertThat(directory.saysShutDown()).isEqualTo(shutDown);
  }

  @Test
  void a_control_file_that_is_not_there_says_nothing() {
    assertThat(directory.saysShutDown()).isFalse();
  }

  @Test
  void the_next_number_needs_no_reservation() throws IOException {
    directory.reserveTimelines(4, 5);
    assertThat(histories()).isEmpty();
  }

  @Test
  void numbers_between_are_reserved_by_files_without_lines() throws IOException {
    directory.reserveTimelines(9, 12);
    assertThat(histories()).containsExactly("0000000A.history", "0000000B.history");
    assertThat(Files.readAllLines(folder.resolve("pg_wal/0000000A.history")))
        .allMatch(line -> line.startsWith("#"));
  }

  @Test
  void a_history_that_is_there_stays_as_it_is() throws IOException {
    Path theirs = folder.resolve("pg_wal/00000005.history");
    Files.writeString(theirs, "4\t0/3000000\tno recovery target specified\n");
    directory.reserveTimelines(4, 7);
    directory.freeReserved(4);
    assertThat(histories()).containsExactly("00000005.history");
    assertThat(Files.readString(theirs)).startsWith("4\t0/3000000");
  }

  @Test
  void a_replica_keeps_the_reservations_before_its_own_timeline() throws IOException {
    directory.reserveTimelines(1, 4);
    directory.freeReserved(2);
    assertThat(histories()).containsExactly("00000002.history");
  }

  /** PostgreSQL would refuse to start: it takes the newest timeline that it knows for its own. */
  @Test
  void a_history_that_leaves_this_log_before_its_end_goes() throws IOException {
    Files.writeString(
        folder.resolve("pg_wal/00000017.history"),
        "21\t0/17000000\tno recovery target specified\n"
            + "22\t0/182898C0\tno recovery target specified\n");
    directory.freeTimelines(22, new Lsn(0x182898C0));
    assertThat(histories()).containsExactly("00000017.history");
    directory.freeTimelines(22, new Lsn(0x18289AD0));
    assertThat(histories()).isEmpty();
  }

  @Test
  void data_that_are_marked_as_unfinished_are_no_cluster_whatever_they_look_like()
      throws IOException {
    Path data = folder.resolve("data");
    Files.createDirectories(data.resolve("global"));
    Files.writeString(data.resolve("PG_VERSION"), "17\n");
    Files.writeString(data.resolve("global/pg_control"), "");
    DataDirectory marked = new DataDirectory(data);
    assertThat(marked.state()).isEqualTo(Server.DataDirectory.VALID);
    marked.unfinished().begin("a copy");
    assertThat(marked.state()).isEqualTo(Server.DataDirectory.UNFINISHED);
    DataDirectory empty = new DataDirectory(Files.createDirectories(folder.resolve("empty")));
    empty.unfinished().begin("a copy");
    assertThat(empty.state()).isEqualTo(Server.DataDirectory.EMPTY);
    marked.unfinished().end();
    assertThat(marked.state()).isEqualTo(Server.DataDirectory.VALID);
  }

  private List<String> histories() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("pg_wal"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}

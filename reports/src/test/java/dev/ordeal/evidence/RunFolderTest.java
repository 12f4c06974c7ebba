package dev.ordeal.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.world.RealWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final Evidence RUN =
      new EvidenceBuilder().leader(1, "node1").appends("node1", 10, 100, 5, 1).ended(200).build();

  @TempDir Path folder;

  private RunFolder write(Path path) {
    try (var writer =
        RunWriter.open(path, RUN.run(), "scenario: made by hand\n", RealWorld.of(7))) {
      RUN.events().forEach(writer::record);
      return writer.folder();
    }
  }

  @Test
  void a_run_comes_back_as_it_was_written() throws IOException {
    RunFolder written = write(folder.resolve("a"));
    assertThat(written.read().run()).isEqualTo(RUN.run());
    assertThat(written.read().events()).isEqualTo(RUN.events());
    assertThat(written.path().resolve("made-by-hand.yaml")).hasContent("scenario: made by hand");
  }

  @Test
  void the_same_events_give_the_same_bytes() throws IOException {
    assertThat(Files.readAllBytes(write(folder.resolve("a")).events()))
        .isEqualTo(Files.readAllBytes(write(folder.resolve("b")).events()));
  }

  @Test
  void every_event_is_on_disk_when_record_returns() throws IOException {
    try (var writer = RunWriter.open(folder, RUN.run(), "", RealWorld.of(7))) {
      writer.record(RUN.events().getFirst());
      assertThat(writer.folder().read().events()).containsExactly(RUN.events().getFirst());
    }
  }

  @Test
  void a_torn_last_line_is_left_out_and_the_run_counts_as_broken_off() throws IOException {
    RunFolder written = write(folder.resolve("a"));
    Files.writeString(
        written.events(), "{\"v\":1,\"event\":\"Note\",\"at", StandardOpenOption.APPEND);
    Evidence read = written.read();
    assertThat(read.events()).startsWith(RUN.events().toArray(Event[]::new));
    assertThat(read.events().getLast())
        .isInstanceOfSatisfying(
            Event.RunEnded.class, ended -> assertThat(ended.completed()).isFalse());
  }

  @Test
  void a_broken_line_in_the_middle_is_named() throws IOException {
    RunFolder written = write(folder.resolve("a"));
    Files.writeString(written.events(), "nonsense\n", StandardOpenOption.APPEND);
    assertThatThrownBy(written::read)
        .isInstanceOf(UnreadableEvidence.class)
        .hasMessageContaining("events.jsonl:" + (RUN.events().size() + 1) + ":");
  }

  @Test
  void a_folder_that_holds_a_run_is_never_written_into() {
    write(folder.resolve("a"));
    assertThatThrownBy(() -> write(folder.resolve("a"))).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void a_folder_without_a_run_is_named() {
    assertThatThrownBy(() -> new RunFolder(folder).read())
        .isInstanceOf(UnreadableEvidence.class)
        .hasMessageContaining("no run.json");
  }
}

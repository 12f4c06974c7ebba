package dev.ordeal.agent.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Segments of 1 MiB; timeline 3 left timeline 2 at 0/1C433D0, which is 0x433D0 in its segment. */
class SegmentFragmentsTest {
  private static final int SIZE = 1 << 20;
  private static final int FORK = 0x433D0;
  private static final String OLD = "00000002000000000000001C";
  private static final String NEW = "00000003000000000000001C";
  @TempDir Path log;

  @BeforeEach
  void timeline_3_left_timeline_2() throws IOException {
    Files.writeString(
        log.resolve("00000003.history"),
        "1\t0/1B93808\tno recovery target specified\n\n"
            + "2\t0/1C433D0\tno recovery target specified\n");
    Files.write(log.resolve(OLD), segment(FORK + 500));
  }

  /** So many bytes of a log that is the same on all timelines, and zeros. */
  private static byte[] segment(int received) {
    byte[] bytes = new byte[SIZE];
    for (int i = 0; i < received; i++) {
      // Zeros within the log are nothing special either.
      bytes[i] = (byte) (i % 7);
    }
    return bytes;
  }

  private void comes(int received) throws IOException {
    Files.write(log.resolve(NEW), segment(received));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1000, FORK - 8192, FORK - 4000, FORK - 2})
  void what_has_not_come_to_the_fork_is_a_fragment(int received) throws IOException {
    comes(received);
    assertThat(new SegmentFragments(log).remove()).containsExactly(NEW);
    assertThat(log.resolve(NEW)).doesNotExist();
    assertThat(log.resolve(OLD)).exists();
  }

  @ParameterizedTest
  @ValueSource(ints = {FORK, FORK + 1, FORK + 100_000})
  void what_has_come_to_the_fork_may_hold_records_of_its_own(int received) throws IOException {
    comes(received);
    assertThat(new SegmentFragments(log).remove()).isEmpty();
    assertThat(log.resolve(NEW)).exists();
  }

  @Test
  void where_the_segment_before_has_no_more_nothing_is_gained() throws IOException {
    comes(1000);
    Files.write(log.resolve(OLD), segment(1000));
    assertThat(new SegmentFragments(log).find()).isEmpty();
  }

  @Test
  void where_the_segment_before_is_gone_the_fragment_is_all_there_is() throws IOException {
    comes(1000);
    Files.delete(log.resolve(OLD));
    assertThat(new SegmentFragments(log).find()).isEmpty();
  }

  @Test
  void bytes_that_differ_but_are_no_zeros_are_not_ours_to_judge() throws IOException {
    byte[] other = segment(FORK);
    Arrays.fill(other, FORK - 100, FORK, (byte) 9);
    Files.write(log.resolve(NEW), other);
    assertThat(new SegmentFragments(log).find()).isEmpty();
  }

  @Test
  void a_timeline_that_begins_with_a_segment_hides_nothing() throws IOException {
    comes(1000);
    Files.writeString(log.resolve("00000003.history"), "2\t0/1C00000\tno reason\n");
    assertThat(new SegmentFragments(log).find()).isEmpty();
  }

  @Test
  void a_number_that_is_only_reserved_has_no_segment() throws IOException {
    Files.writeString(log.resolve("00000004.history"), "# reserved\n");
    assertThat(new SegmentFragments(log).find()).isEmpty();
  }
}

package dev.ordeal.agent.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingTest {
  private final List<String> warnings = new ArrayList<>();

  private static Timing timing(String ttl, String loopWait, String retryTimeout) {
    return new Timing(
        Lenient.duration(ttl).orElseThrow(),
        Lenient.duration(loopWait).orElseThrow(),
        Lenient.duration(retryTimeout).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "30, 10, 10,   30, 10, 10",
    "5, 1, 2,      5, 1, 2",
    "2, 1, 0.5,    2, 1, 0.5",
    "2, 0.5, 0.5,  2, 0.5, 0.5",
    "5, 10, 10,    5, 1, 2",
    "2, 1, 1,      2, 1, 0.5",
    "2, 0.5, 10,   2, 0.5, 0.75",
    "1, 0.1, 0.1,  2, 0.5, 0.5",
    "30, 20, 10,   30, 10, 10",
    "5.9, 1, 2,    5, 1, 2"
  })
  void where_every_member_is_ours(
      String ttl, String loop, String retry, String usedTtl, String usedLoop, String usedRetry) {
    assertThat(timing(ttl, loop, retry).corrected(Timing.Least.OURS, warnings))
        .isEqualTo(timing(usedTtl, usedLoop, usedRetry));
  }

  @ParameterizedTest
  @CsvSource({
    "30, 10, 10,   30, 10, 10",
    "20, 1, 3,     20, 1, 3",
    "5, 1, 1,      20, 1, 3",
    "20, 10, 10,   20, 1, 9",
    "20, 10, 9,    20, 2, 9",
    "25, 10, 10,   25, 5, 10"
  })
  void beside_members_of_another_kind(
      String ttl, String loop, String retry, String usedTtl, String usedLoop, String usedRetry) {
    assertThat(timing(ttl, loop, retry).corrected(Timing.Least.PATRONIS, warnings))
        .isEqualTo(timing(usedTtl, usedLoop, usedRetry));
  }

  @Test
  void the_times_used_always_fit_into_the_lease() {
    for (long ttl = 0; ttl < 40; ttl++) {
      for (long loop = 0; loop < 40; loop++) {
        for (long retry = 0; retry < 40; retry++) {
          Timing wanted =
              new Timing(
                  Duration.ofSeconds(ttl), Duration.ofSeconds(loop), Duration.ofSeconds(retry));
          for (Timing.Least least : List.of(Timing.Least.OURS, Timing.Least.PATRONIS)) {
            Timing used = wanted.corrected(least, new ArrayList<>());
            assertThat(used.loopWait().plus(used.retryTimeout().multipliedBy(2)))
                .isLessThanOrEqualTo(used.timeToLive());
            assertThat(used.loopWait()).isGreaterThanOrEqualTo(least.loopWait());
            assertThat(used.retryTimeout()).isGreaterThanOrEqualTo(least.retryTimeout());
          }
        }
      }
    }
  }

  @Test
  void every_change_is_told() {
    assertThat(timing("1", "10", "10").corrected(Timing.Least.OURS, warnings))
        .isEqualTo(timing("2", "1", "0.5"));
    assertThat(warnings)
        .containsExactly(
            "`ttl` is 1; the least is 2, which is used",
            "loop_wait + 2 * retry_timeout must not be more than ttl: with ttl 2, loop_wait 10 and"
                + " retry_timeout 10, loop_wait 1 and retry_timeout 0.5 are used");
  }

  @Test
  void what_fits_needs_no_words() {
    timing("30", "10", "10").corrected(Timing.Least.PATRONIS, warnings);
    assertThat(warnings).isEmpty();
  }
}

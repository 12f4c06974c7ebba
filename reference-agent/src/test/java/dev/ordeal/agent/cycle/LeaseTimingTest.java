package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseTimingTest {
  @ParameterizedTest
  @ValueSource(longs = {2_000, 2_500, 3_000, 5_000, 10_000, 20_000, 30_000, 300_000})
  void the_agent_stops_before_the_guardian_and_the_guardian_before_the_store(long ttl) {
    Duration timeToLive = Duration.ofMillis(ttl);
    LeaseTiming timing = LeaseTiming.of(timeToLive, Duration.ofSeconds(1));
    assertThat(timing.fenceAfter()).isLessThanOrEqualTo(timeToLive.minusMillis(250));
    assertThat(timing.demoteAfter()).isLessThanOrEqualTo(timing.fenceAfter().minusMillis(350));
    // Two renewals may fail in full before the server has to stop.
    assertThat(timing.renewEvery().plus(timing.renewalLimit())).isLessThan(timing.demoteAfter());
  }
}

package dev.ordeal.agent.rest;

import dev.ordeal.agent.cycle.Dcs;
import dev.ordeal.agent.cycle.NodeSnapshot;
import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.cycle.Requests;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.rest.SwitchoverRules.Action;
import dev.ordeal.agent.rest.SwitchoverRules.Candidates;
import dev.ordeal.agent.rest.SwitchoverRules.Reading;
import dev.ordeal.agent.rest.SwitchoverRules.Wish;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /switchover} and {@code POST /failover}: checks, writes the wish into the store,
 * wakes the cycle and watches the store for the result. Any member may be asked; the leader acts.
 */
final class Switchover {
  private static final Logger LOG = LoggerFactory.getLogger(Switchover.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final Duration ASK_FOR = Duration.ofSeconds(2);
  private static final Duration WAIT_AT_LEAST = Duration.ofSeconds(10);

  private final Requests requests;
  private final Dcs dcs;
  private final World world;

  Switchover(Requests requests, Dcs dcs, World world) {
    this.requests = requests;
    this.dcs = dcs;
    this.world = world;
  }

  RestResponse run(Action action, Map<String, Object> body) {
    NodeSnapshot snapshot = requests.snapshot();
    return switch (SwitchoverRules.read(
        action, body, snapshot.settings().paused(), world.wallClock())) {
      case Reading.Refused(int code, String text) -> RestResponse.text(code, text);
      case Reading.Understood(Wish wish) -> begin(wish, snapshot);
    };
  }

  private RestResponse begin(Wish wish, NodeSnapshot snapshot) {
    StoreView view = dcs.read();
    if (wish.scheduledAt().isEmpty()) {
      Optional<String> refusal = refusal(wish, view, snapshot);
      if (refusal.isPresent()) {
        return RestResponse.text(412, refusal.get());
      }
    }
    LOG.info("{} asked for: {}", wish.action().title(), wish.value());
    try {
      dcs.writeFailover(wish.value());
    } catch (PortFailure failure) {
      LOG.warn("failed to write failover key into DCS: {}", failure.getMessage());
      return RestResponse.text(503, "failed to write failover key into DCS");
    }
    requests.wake();
    return wish.scheduledAt().isPresent()
        ? RestResponse.text(202, wish.action().title() + " scheduled")
        : awaitResult(wish, view.leader().map(key -> key.name()), snapshot);
  }

  private Optional<String> refusal(Wish wish, StoreView view, NodeSnapshot snapshot) {
    return switch (SwitchoverRules.candidates(wish, view, snapshot.settings())) {
      case Candidates.Nobody(String text) -> Optional.of(text);
      case Candidates.Named(var names) ->
          SwitchoverRules.refusal(wish, requests.askPeers(names, ASK_FOR).values());
    };
  }

  private RestResponse awaitResult(Wish wish, Optional<String> before, NodeSnapshot snapshot) {
    Duration loopWait = snapshot.settings().loopWait();
    Duration limit =
        (loopWait.compareTo(WAIT_AT_LEAST) > 0 ? loopWait : WAIT_AT_LEAST).multipliedBy(2);
    Moment end = world.monotonic().plus(limit);
    while (world.monotonic().isBefore(end)) {
      world.sleep(LOOK_EVERY);
      Optional<RestResponse> result = look(wish, before);
      if (result.isPresent()) {
        return result.get();
      }
    }
    return RestResponse.text(503, wish.action().title() + " status unknown");
  }

  private Optional<RestResponse> look(Wish wish, Optional<String> before) {
    try {
      return SwitchoverRules.result(wish, before, dcs.read());
    } catch (PortFailure failure) {
      LOG.debug("the result cannot be seen now: {}", failure.getMessage());
      return Optional.empty();
    }
  }
}

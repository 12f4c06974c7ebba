package dev.ordeal.agent.peers;

import dev.ordeal.agent.cycle.Peers;
import dev.ordeal.agent.json.Json;
import dev.ordeal.agent.policy.PeerAnswer;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.Moment;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The REST APIs of the other agents, each asked in a task of its own. */
public final class RestPeers implements Peers {
  /** How long the one whose key has just expired is waited for after everyone else. */
  private static final Duration FOR_THE_FORMER = Duration.ofMillis(150);

  private final World world;
  private final TaskGroup group;
  private final PeerCalls calls;

  public RestPeers(World world, TaskGroup group, PeerCalls calls) {
    this.world = world;
    this.group = group;
    this.calls = calls;
  }

  @Override
  public SortedMap<String, PeerAnswer> ask(
      Map<String, String> addresses, Duration limit, Optional<String> former) {
    SortedMap<String, PeerAnswer> answers = new TreeMap<>();
    Mailbox<PeerAnswer> mailbox = world.mailbox();
    addresses.forEach((name, address) -> {
      answers.put(name, PeerAnswer.silent(name));
      group.spawn("ask " + name, () -> mailbox.put(status(name, address, limit)));
    });
    Moment end = world.monotonic().plus(limit);
    int missing = addresses.size();
    boolean formerMissing = former.filter(addresses::containsKey).isPresent();
    while (missing > 0) {
      Duration left = end.since(world.monotonic());
      boolean onlyFormer = formerMissing && missing == 1 && addresses.size() > 1;
      Optional<PeerAnswer> answer =
          mailbox.take(
              onlyFormer && left.compareTo(FOR_THE_FORMER) > 0 ? FOR_THE_FORMER : positive(left));
      if (answer.isEmpty()) {
        break;
      }
      answers.put(answer.get().name(), answer.get());
      formerMissing = formerMissing && !former.filter(answer.get().name()::equals).isPresent();
      missing--;
    }
    return answers;
  }

  private static Duration positive(Duration left) {
    return left.isNegative() ? Duration.ZERO : left;
  }

  private PeerAnswer status(String name, String address, Duration limit) {
    return calls
        .get(address, limit)
        .map(reply -> PeerStatus.parse(name, reply.body()))
        .orElseGet(() -> PeerAnswer.silent(name));
  }

  @Override
  public boolean tellThatILead(
      Map<String, String> addresses, Map<String, Object> body, Duration limit) {
    String json = Json.text(body);
    Mailbox<Boolean> mailbox = world.mailbox();
    addresses
        .values()
        .forEach(address ->
            group.spawn("tell " + address, () -> mailbox.put(accepted(address, json, limit))));
    Moment end = world.monotonic().plus(limit);
    for (int i = 0; i < addresses.size(); i++) {
      if (!mailbox.take(positive(end.since(world.monotonic()))).orElse(false)) {
        return false;
      }
    }
    return true;
  }

  private boolean accepted(String address, String json, Duration limit) {
    return calls
        .post(address, "/failsafe", json, limit)
        .filter(reply -> reply.status() == 200 && reply.body().equals("Accepted"))
        .isPresent();
  }
}

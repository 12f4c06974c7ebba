package dev.ordeal.simulation.etcd;

import dev.ordeal.agent.etcd.StoreMember.Write;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.Probes.LeaderKey;
import dev.ordeal.evidence.Reach;
import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.network.Connection;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.network.OsProcess;
import dev.ordeal.simulation.network.Presence;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.SimulatedWorld;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The judge's own look at the store, past every link, by nothing that the agent reads with. */
public final class StoreLook {
  private static final long AGAIN_NANOS = 300_000_000;
  private static final Duration ROUND_TRIP = Duration.ofNanos(300_000);

  private final SimulatedWorld world;
  private final Network network;
  private final SimulatedEtcd etcd;
  private final OsProcess judge;
  private final List<NodeName> members;

  public StoreLook(
      SimulatedWorld world,
      Network network,
      SimulatedEtcd etcd,
      OsProcess judge,
      List<NodeName> members) {
    this.world = world;
    this.network = network;
    this.etcd = etcd;
    this.judge = judge;
    this.members = List.copyOf(members);
  }

  /** Tries a write through one member. */
  public Reach write(NodeName member, String key, String value, Duration limit) {
    Write write = new Write.Put(key, value, 0);
    Optional<Answer> answer =
        ask(member, limit, (server, reply) -> server.transact(List.of(), List.of(write), reply));
    if (answer.isEmpty()) {
      return etcd.presence(member) == Presence.CLOSED ? Reach.REFUSED : Reach.SILENT;
    }
    return answer.get() instanceof Answer.Transacted ? Reach.ANSWERED : Reach.FAILED;
  }

  /** The value of a key, as a majority has it, from whichever member answers first. */
  public Optional<String> value(String key, Duration limit) {
    Duration each = limit.dividedBy(members.size());
    for (NodeName member : members) {
      Optional<Answer> answer = ask(member, each, (server, reply) -> server.range(key, reply));
      if (answer.isPresent() && answer.get() instanceof Answer.Found found) {
        return valueIn(found);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> valueIn(Answer.Found found) {
    return Optional.ofNullable(found.entries().get("")).map(entry -> entry.value());
  }

  private interface Question {
    void to(EtcdServer server, Consumer<Answer> reply);
  }

  private Optional<Answer> ask(NodeName member, Duration limit, Question question) {
    Presence presence = etcd.presence(member);
    if (presence != Presence.LISTENING) {
      world.sleep(presence == Presence.SILENT ? limit : ROUND_TRIP);
      return Optional.empty();
    }
    Mailbox<Answer> answers = world.mailbox();
    Link link = new Link(Network.JUDGE, member.value(), Ports.ETCD_CLIENTS);
    for (EtcdServer server : etcd.running()) {
      if (server.name().equals(member)) {
        network.datagram(
            judge,
            server.process(),
            link,
            () ->
                question.to(
                    server,
                    answer ->
                        network.datagram(
                            server.process(), judge, link, () -> answers.put(answer))));
      }
    }
    return answers.take(limit);
  }

  /** The member that leads, as the first that knows says. */
  public Optional<NodeName> leader(Duration limit) {
    world.sleep(ROUND_TRIP);
    for (EtcdServer server : etcd.running()) {
      Optional<NodeName> leader = server.leader();
      if (leader.isPresent()) {
        return leader;
      }
    }
    world.sleep(limit);
    return Optional.empty();
  }

  /**
   * Every change of {@code key} from now on, beginning with how it stands, through all members,
   * each from the last revision that any of them told.
   */
  public Mailbox<LeaderKey> watch(String key) {
    Mailbox<LeaderKey> changes = world.mailbox();
    News news = new News(changes);
    members.forEach(member -> follow(member, key, news));
    return changes;
  }

  /** Which of the members' news is new is told by its revision. */
  private static final class News {
    private final Mailbox<LeaderKey> changes;
    private long last = -1;

    News(Mailbox<LeaderKey> changes) {
      this.changes = changes;
    }

    void offer(Optional<String> value, long revision) {
      if (revision > last) {
        last = revision;
        changes.put(new LeaderKey(value.map(NodeName::new), revision));
      }
    }

    boolean hasBegun() {
      return last >= 0;
    }

    /** The first revision that is news; 0 before the first. */
    long next() {
      return hasBegun() ? last + 1 : 0;
    }
  }

  private void follow(NodeName member, String key, News news) {
    network.connect(
        judge,
        new Link(Network.JUDGE, member.value(), Ports.ETCD_CLIENTS),
        opened -> watch(opened, member, key, news),
        () -> again(member, key, news));
  }

  private void watch(Connection opened, NodeName member, String key, News news) {
    opened.whenLostByClient(() -> again(member, key, news));
    opened.request(
        100,
        () -> {
          EtcdServer server = opened.service(EtcdServer.class);
          server.watch(
              opened,
              key,
              news.next(),
              change -> news.offer(change.value(), change.revision()),
              () -> begin(opened, server, key, news),
              () -> {
                opened.closeByClient();
                again(member, key, news);
              });
        });
  }

  private void begin(Connection opened, EtcdServer server, String key, News news) {
    if (!news.hasBegun()) {
      opened.request(
          100,
          () ->
              server.range(
                  key,
                  answer ->
                      opened.answer(
                          100,
                          () -> {
                            if (answer instanceof Answer.Found found && !news.hasBegun()) {
                              news.offer(valueIn(found), found.revision());
                            }
                          })));
    }
  }

  private void again(NodeName member, String key, News news) {
    world.after(AGAIN_NANOS, () -> judge.handle(() -> follow(member, key, news)));
  }
}

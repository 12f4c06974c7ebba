package dev.ordeal.simulation.etcd;

import dev.ordeal.agent.etcd.MemberFailure;
import dev.ordeal.agent.etcd.StoreMember;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.network.Connection;
import dev.ordeal.simulation.network.Dial;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.network.OsProcess;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.SimulatedWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One member as a process reaches it over its links, in the manner of the agent's own client: a
 * kept connection, thrown away when a call fails after a second without any answer, no new attempt
 * within a second of the last; a watch that is begun again 300 ms after its end.
 *
 * <p>Stands in for jetcd and gRPC. Not imitated: their threads and their buffers.
 */
public final class MemberClient implements StoreMember {
  private static final long ANEW_NANOS = 1_000_000_000;
  private static final long AGAIN_NANOS = 300_000_000;
  private static final int REQUEST_BYTES = 300;

  private final SimulatedWorld world;
  private final Network network;
  private final OsProcess process;
  private final Link link;
  private final List<Mailbox<Reply>> underWay = new ArrayList<>();
  private @Nullable Connection connection;
  private long lastAnswer = Long.MIN_VALUE / 2;
  private long attempted = Long.MIN_VALUE / 2;
  private boolean closed;

  public MemberClient(SimulatedWorld world, Network network, OsProcess process, NodeName member) {
    this.world = world;
    this.network = network;
    this.process = process;
    this.link = new Link(process.host().name(), member.value(), Ports.ETCD_CLIENTS);
  }

  private sealed interface Reply {
    record Opened(Connection connection) implements Reply {}

    record Lost(String why) implements Reply {}

    record Answered(Answer answer) implements Reply {}
  }

  private Answer call(BiConsumer<EtcdServer, Consumer<Answer>> request, Duration limit)
      throws MemberFailure {
    long end = world.nanos() + limit.toNanos();
    Mailbox<Reply> replies = world.mailbox();
    Connection used = connected(replies, end);
    underWay.add(replies);
    used.request(
        REQUEST_BYTES,
        () ->
            request.accept(
                used.service(EtcdServer.class),
                answer ->
                    used.answer(REQUEST_BYTES, () -> replies.put(new Reply.Answered(answer)))));
    Reply reply = await(replies, end);
    underWay.remove(replies);
    if (reply instanceof Reply.Answered(Answer answer)) {
      if (answer instanceof Answer.Unavailable(String why)) {
        drop(used);
        throw unreachable(why);
      }
      lastAnswer = world.nanos();
      return answer;
    }
    drop(used);
    throw unreachable(reply instanceof Reply.Lost(String why) ? why : "no answer");
  }

  private Connection connected(Mailbox<Reply> replies, long end) throws MemberFailure {
    Connection kept = connection;
    if (kept != null) {
      return kept;
    }
    if (world.nanos() - attempted < ANEW_NANOS) {
      throw unreachable("not connected");
    }
    attempted = world.nanos();
    Dial dial =
        network.connect(
            process,
            link,
            opened -> replies.put(new Reply.Opened(opened)),
            () -> replies.put(new Reply.Lost("connection refused")));
    Reply reply = await(replies, end);
    if (reply instanceof Reply.Opened(Connection opened)) {
      connection = opened;
      lastAnswer = world.nanos();
      opened.whenLostByClient(() -> lost(opened));
      attempted = Long.MIN_VALUE / 2;
      return opened;
    }
    dial.giveUp();
    throw unreachable(reply instanceof Reply.Lost(String why) ? why : "no connection in time");
  }

  private Reply await(Mailbox<Reply> replies, long end) {
    return replies
        .take(Duration.ofNanos(Math.max(0, end - world.nanos())))
        .orElse(new Reply.Lost("no answer in time"));
  }

  private static MemberFailure unreachable(String why) {
    return new MemberFailure(MemberFailure.Kind.UNREACHABLE, why);
  }

  private void lost(Connection lost) {
    if (connection == lost) {
      connection = null;
      underWay.forEach(replies -> replies.put(new Reply.Lost("the connection was lost")));
    }
  }

  private void drop(Connection failed) {
    if (connection == failed && world.nanos() - lastAnswer >= ANEW_NANOS) {
      connection = null;
      failed.closeByClient();
    }
  }

  @Override
  public Range range(String prefix, Duration limit) throws MemberFailure {
    Answer answer = call((server, reply) -> server.range(prefix, reply), limit);
    if (answer instanceof Answer.Found(var entries, long revision)) {
      return new Range(entries, revision);
    }
    throw refused(answer);
  }

  @Override
  public Transacted transact(List<Condition> when, List<Write> then, Duration limit)
      throws MemberFailure {
    Answer answer = call((server, reply) -> server.transact(when, then, reply), limit);
    if (answer instanceof Answer.Transacted(boolean succeeded, long revision)) {
      return new Transacted(succeeded, revision);
    }
    throw refused(answer);
  }

  @Override
  public void put(Write.Put write, Duration limit) throws MemberFailure {
    transact(List.of(), List.of(write), limit);
  }

  @Override
  public void delete(String key, Duration limit) throws MemberFailure {
    transact(List.of(), List.of(new Write.Delete(key)), limit);
  }

  @Override
  public long grant(long seconds, Duration limit) throws MemberFailure {
    Answer answer = call((server, reply) -> server.grant(seconds, reply), limit);
    if (answer instanceof Answer.Leased leased) {
      return leased.lease();
    }
    throw refused(answer);
  }

  @Override
  public long keepAlive(long lease, Duration limit) throws MemberFailure {
    Answer answer = call((server, reply) -> server.keepAlive(lease, reply), limit);
    return answer instanceof Answer.Leased leased ? leased.seconds() : 0;
  }

  @Override
  public long timeToLive(long lease, Duration limit) throws MemberFailure {
    Answer answer = call((server, reply) -> server.timeToLive(lease, reply), limit);
    return answer instanceof Answer.Leased leased ? leased.seconds() : -1;
  }

  private static MemberFailure refused(Answer answer) {
    return new MemberFailure(
        answer instanceof Answer.NoLease
            ? MemberFailure.Kind.LEASE_GONE
            : MemberFailure.Kind.REFUSED,
        answer.toString());
  }

  @Override
  public void follow(String prefix, Follower follower) {
    if (closed || process.isDead()) {
      return;
    }
    network.connect(
        process, link, opened -> watch(opened, prefix, follower), () -> again(prefix, follower));
  }

  private void watch(Connection opened, String prefix, Follower follower) {
    opened.whenLostByClient(() -> again(prefix, follower));
    opened.request(
        REQUEST_BYTES,
        () ->
            opened
                .service(EtcdServer.class)
                .watch(
                    opened,
                    prefix,
                    0,
                    change ->
                        follower.changed(
                            change.key().substring(prefix.length()), change.revision()),
                    follower::interrupted,
                    () -> {
                      opened.closeByClient();
                      again(prefix, follower);
                    }));
  }

  private void again(String prefix, Follower follower) {
    world.after(AGAIN_NANOS, () -> process.handle(() -> follow(prefix, follower)));
  }

  @Override
  public void close() {
    closed = true;
    Connection kept = connection;
    connection = null;
    if (kept != null) {
      kept.closeByClient();
    }
  }
}

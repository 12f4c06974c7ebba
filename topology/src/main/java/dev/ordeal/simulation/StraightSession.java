package dev.ordeal.simulation;

import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.evidence.Reach;
import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.network.Connection;
import dev.ordeal.simulation.network.Dial;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.postgres.Query;
import dev.ordeal.simulation.postgres.Result;
import dev.ordeal.simulation.postgres.SqlPort;
import dev.ordeal.world.Mailbox;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The judge's kept session at one server; opened anew when it is needed and there is none. */
final class StraightSession {
  private static final int BYTES = 100;

  private final SimulatedCluster cluster;
  private final Link link;
  private @Nullable Connection kept;

  /** What came of a question: an answer, or how far it got. */
  record Reply(Reach reach, Optional<Result> result) {
    static Reply none(Reach reach) {
      return new Reply(reach, Optional.empty());
    }
  }

  private static final Reply REFUSED = Reply.none(Reach.REFUSED);

  /** The session broke after the question had gone out: nobody knows what became of it. */
  private static final Reply LOST = Reply.none(Reach.SILENT);

  StraightSession(SimulatedCluster cluster, NodeName node) {
    this.cluster = cluster;
    this.link = new Link(Network.JUDGE, node.value(), Ports.POSTGRESQL);
  }

  Reply ask(Query query, Duration limit) {
    Mailbox<Reply> replies = cluster.world().mailbox();
    Connection open = kept;
    Optional<Dial> dial = Optional.empty();
    if (open == null) {
      dial =
          Optional.of(
              cluster
                  .network()
                  .connect(
                      cluster.judge(),
                      link,
                      opened -> login(opened, query, replies),
                      () -> replies.put(REFUSED)));
    } else {
      submit(open, query, replies);
    }
    Optional<Reply> reply = replies.take(limit);
    if (reply.isEmpty() || reply.get().result().isEmpty()) {
      dial.ifPresent(Dial::giveUp);
      drop();
    }
    return reply.orElse(Reply.none(Reach.SILENT));
  }

  private void login(Connection opened, Query query, Mailbox<Reply> replies) {
    kept = opened;
    opened.whenLostByClient(() -> {
      forget(opened);
      replies.put(REFUSED);
    });
    opened.request(
        BYTES,
        () ->
            opened
                .service(SqlPort.class)
                .login(result ->
                    opened.answer(
                        BYTES,
                        () -> {
                          if (result instanceof Result.Ready) {
                            submit(opened, query, replies);
                          } else {
                            replies.put(Reply.none(Reach.FAILED));
                          }
                        })));
  }

  private void submit(Connection open, Query query, Mailbox<Reply> replies) {
    open.whenLostByClient(() -> {
      forget(open);
      replies.put(LOST);
    });
    open.request(
        BYTES,
        () ->
            open.service(SqlPort.class)
                .submit(
                    query,
                    result ->
                        open.answer(
                            BYTES,
                            () -> replies.put(new Reply(Reach.ANSWERED, Optional.of(result))))));
  }

  private void forget(Connection lost) {
    if (kept == lost) {
      kept = null;
    }
  }

  private void drop() {
    Connection open = kept;
    kept = null;
    if (open != null) {
      open.closeByClient();
    }
  }
}

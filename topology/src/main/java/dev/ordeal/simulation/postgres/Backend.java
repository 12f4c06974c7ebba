package dev.ordeal.simulation.postgres;

import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.network.Connection;
import java.util.Optional;
import java.util.function.Consumer;

/** The process that serves one connection of a server. */
final class Backend implements SqlPort {
  private final Instance instance;
  private final Postmaster postmaster;
  private final Connection connection;
  private boolean loggedIn;
  private boolean ended;
  private Consumer<Result> waiting = result -> {};
  private boolean busy;

  Backend(Instance instance, Connection connection) {
    this.instance = instance;
    this.postmaster = instance.postmaster();
    this.connection = connection;
  }

  @Override
  public void login(Consumer<Result> answer) {
    postmaster.after(
        postmaster.draw(Delays::backendStart),
        () -> {
          Result result =
              ended
                  ? new Result.Ended("57P01", "ended")
                  : instance.backends().admit(this, instance.phase());
          loggedIn = result instanceof Result.Ready;
          answer.accept(result);
          if (!loggedIn) {
            connection.closeByServer();
          }
        });
  }

  @Override
  public void submit(Query query, Consumer<Result> answer) {
    if (ended) {
      return;
    }
    busy = true;
    waiting = answer;
    postmaster.after(
        postmaster.draw(Delays::query),
        () -> {
          if (!ended) {
            instance.statements().execute(query, this::done);
          }
        });
  }

  private void done(Result result) {
    if (!ended && busy) {
      busy = false;
      waiting.accept(result);
    }
  }

  /** Begins to stream to a standby, or does not. */
  void replicate(Receiver.Request request, Consumer<Optional<Sender>> answer) {
    postmaster.after(
        postmaster.draw(Delays::backendStart),
        () -> {
          Optional<Sender> sender =
              ended || !instance.phase().takesConnections()
                  ? Optional.empty()
                  : instance.senders().begin(connection, request);
          connection.answer(200, () -> answer.accept(sender));
          sender.ifPresent(Sender::send);
        });
  }

  /** The client is gone, or the server ends it; what it waits for is not told any more. */
  void end(String state, String message) {
    if (ended) {
      return;
    }
    ended = true;
    if (busy) {
      waiting.accept(new Result.Ended(state, message));
    }
    connection.closeByServer();
  }

  void clientIsGone() {
    // A backend that waits for standbys or for a lock does not notice; it goes on and answers
    // nobody.
    if (!busy) {
      ended = true;
    }
    instance.backends().forget(this);
  }
}

package dev.ordeal.simulation.proxy;

import dev.ordeal.simulation.network.Connection;
import dev.ordeal.simulation.network.Dial;
import dev.ordeal.simulation.postgres.Query;
import dev.ordeal.simulation.postgres.Result;
import dev.ordeal.simulation.postgres.SqlPort;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A session through the proxy: what comes from one side goes out at the other. It connects within
 * {@code timeout connect}, with two retries, the last of them to another server ({@code option
 * redispatch}), a second after a refusal.
 */
final class ProxySession implements SqlPort {
  private static final long CONNECT_LIMIT_NANOS = 1_000_000_000;
  private static final long TURN_AROUND_NANOS = 1_000_000_000;
  private static final int RETRIES = 2;
  private static final int REQUEST_BYTES = 150;
  private static final int ANSWER_BYTES = 100;

  private final SimulatedProxy proxy;
  private final Port port;
  private final Connection client;
  private final Deque<Consumer<SqlPort>> early = new ArrayDeque<>(2);
  private Optional<Server> server = Optional.empty();
  private @Nullable Connection onward;
  private int attempt;
  private boolean ended;

  ProxySession(SimulatedProxy proxy, Port port, Connection client) {
    this.proxy = proxy;
    this.port = port;
    this.client = client;
    client.whenLostByServer(this::end);
    connect(Optional.empty());
  }

  private void connect(Optional<Server> not) {
    Optional<Server> chosen = ended ? Optional.empty() : port.choose(not);
    if (chosen.isEmpty()) {
      end();
      return;
    }
    int now = ++attempt;
    server.ifPresent(before -> before.remove(this));
    server = chosen;
    chosen.get().add(this);
    Dial dial =
        chosen.get().connect(opened -> opened(now, opened), () -> retry(now, TURN_AROUND_NANOS));
    proxy.after(
        CONNECT_LIMIT_NANOS,
        () -> {
          if (now == attempt && onward == null) {
            dial.giveUp();
            retry(now, 0);
          }
        });
  }

  private void retry(int number, long pause) {
    if (number != attempt || ended) {
      return;
    }
    int now = ++attempt;
    if (number > RETRIES) {
      end();
      return;
    }
    Optional<Server> not = number == RETRIES ? server : Optional.empty();
    proxy.after(
        pause,
        () -> {
          if (now == attempt) {
            attempt = number;
            connect(not);
          }
        });
  }

  private void opened(int number, Connection opened) {
    if (number != attempt || ended) {
      opened.closeByClient();
      return;
    }
    onward = opened;
    opened.whenLostByClient(this::end);
    while (!early.isEmpty()) {
      send(opened, early.removeFirst());
    }
  }

  private void pass(Consumer<SqlPort> message) {
    Connection open = onward;
    if (open == null) {
      early.add(message);
    } else {
      send(open, message);
    }
  }

  private static void send(Connection open, Consumer<SqlPort> message) {
    open.request(REQUEST_BYTES, () -> message.accept(open.service(SqlPort.class)));
  }

  @Override
  public void login(Consumer<Result> answer) {
    pass(backend -> backend.login(result -> back(result, answer)));
  }

  @Override
  public void submit(Query query, Consumer<Result> answer) {
    pass(backend -> backend.submit(query, result -> back(result, answer)));
  }

  private void back(Result result, Consumer<Result> answer) {
    Connection open = onward;
    if (open != null) {
      open.answer(ANSWER_BYTES, () -> answer.accept(result));
    }
  }

  /** Closes both sides. */
  void end() {
    if (!ended) {
      ended = true;
      attempt++;
      server.ifPresent(behind -> behind.remove(this));
      client.closeByServer();
      Connection open = onward;
      if (open != null) {
        open.closeByClient();
      }
    }
  }
}

package dev.ordeal.containers.links;

import dev.ordeal.world.Task;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicList;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Toxiproxy by its own client, each call with a limit: the client waits for ever, and the removal
 * of a toxic that holds data may stand still for seconds, and with it every other call.
 */
public final class Toxiproxy implements AutoCloseable {
  private static final int PORT = 8474;

  private final ToxiproxyClient client;
  private final Map<String, Proxy> proxies = new ConcurrentHashMap<>();
  private final TaskGroup calls;

  /** Makes one toxic. */
  interface Planting {
    void into(ToxicList toxics) throws IOException;
  }

  /** One call, or several that belong together. */
  private interface Call<T> {
    T make() throws IOException;
  }

  /** One that has no answer. */
  private interface Order {
    void carryOut() throws IOException;
  }

  Toxiproxy(String address, World world) {
    this.client = new ToxiproxyClient(address, PORT);
    this.calls = world.group("toxiproxy");
  }

  /** Whether the API answers within {@code limit}. */
  public boolean answers(Duration limit) {
    try {
      return !within(limit, client::version).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** Makes a proxy that listens at one address with port and leads to another. */
  void create(String name, String listen, String upstream, Duration limit) throws IOException {
    proxies.put(name, within(limit, () -> client.createProxy(name, listen, upstream)));
  }

  /** Enables or disables a proxy; disabling closes its connections and its port. */
  void enable(String proxy, boolean enabled, Duration limit) throws IOException {
    Proxy known = proxy(proxy);
    done(limit, enabled ? known::enable : known::disable);
  }

  /** Adds a toxic. */
  void add(String proxy, Planting toxic, Duration limit) throws IOException {
    ToxicList toxics = proxy(proxy).toxics();
    done(limit, () -> toxic.into(toxics));
  }

  /** Removes a toxic; one that is not there is no error. */
  void remove(String proxy, String toxic, Duration limit) throws IOException {
    ToxicList toxics = proxy(proxy).toxics();
    done(
        limit,
        () -> {
          for (Toxic each : toxics.getAll()) {
            if (each.getName().equals(toxic)) {
              each.remove();
            }
          }
        });
  }

  /** The names of the toxics on a proxy. */
  List<String> toxics(String proxy, Duration limit) throws IOException {
    ToxicList toxics = proxy(proxy).toxics();
    return within(limit, () -> toxics.getAll().stream().map(Toxic::getName).toList());
  }

  /** Enables every proxy and removes every toxic. */
  void reset(Duration limit) throws IOException {
    done(limit, client::reset);
  }

  private Proxy proxy(String name) throws IOException {
    Proxy proxy = proxies.get(name);
    if (proxy == null) {
      throw new IOException("there is no link " + name);
    }
    return proxy;
  }

  private void done(Duration limit, Order order) throws IOException {
    within(
        limit,
        () -> {
          order.carryOut();
          return order;
        });
  }

  private <T> T within(Duration limit, Call<T> call) throws IOException {
    var answer = new CompletableFuture<T>();
    Task task =
        calls.spawn(
            "call",
            () -> {
              try {
                answer.complete(call.make());
              } catch (IOException | RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    if (!task.join(limit)) {
      throw new IOException("Toxiproxy did not answer within " + limit.toMillis() + " ms");
    }
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw new IOException("Toxiproxy: " + e.getCause(), e.getCause());
    }
  }

  @Override
  public void close() {
    calls.kill();
  }
}

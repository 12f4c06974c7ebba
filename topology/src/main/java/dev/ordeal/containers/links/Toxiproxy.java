package dev.ordeal.containers.links;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicList;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Toxiproxy by its own client, each call with a limit: the client waits for ever, and the removal
 * of a toxic that holds data may stand still for seconds, and with it every other call.
 */
public final class Toxiproxy implements AutoCloseable {
  private static final int PORT = 8474;

  private final ToxiproxyClient client;
  private final Map<String, Proxy> proxies = new ConcurrentHashMap<>();
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

  /** Makes one toxic. */
  interface Planting {
    void into(ToxicList toxics) throws IOException;
  }

  public Toxiproxy(String address) {
    this.client = new ToxiproxyClient(address, PORT);
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
    within(
        limit,
        () -> {
          if (enabled) {
            known.enable();
          } else {
            known.disable();
          }
          return proxy;
        });
  }

  /** Adds a toxic. */
  void add(String proxy, Planting toxic, Duration limit) throws IOException {
    ToxicList toxics = proxy(proxy).toxics();
    within(
        limit,
        () -> {
          toxic.into(toxics);
          return proxy;
        });
  }

  /** Removes a toxic; one that is not there is no error. */
  void remove(String proxy, String toxic, Duration limit) throws IOException {
    ToxicList toxics = proxy(proxy).toxics();
    within(
        limit,
        () -> {
          for (Toxic each : toxics.getAll()) {
            if (each.getName().equals(toxic)) {
              each.remove();
            }
          }
          return proxy;
        });
  }

  /** The names of the toxics on a proxy. */
  List<String> toxics(String proxy, Duration limit) throws IOException {
    ToxicList toxics = proxy(proxy).toxics();
    return within(limit, () -> toxics.getAll().stream().map(Toxic::getName).toList());
  }

  /** Enables every proxy and removes every toxic. */
  void reset(Duration limit) throws IOException {
    within(
        limit,
        () -> {
          client.reset();
          return "";
        });
  }

  private Proxy proxy(String name) throws IOException {
    Proxy proxy = proxies.get(name);
    if (proxy == null) {
      throw new IOException("there is no link " + name);
    }
    return proxy;
  }

  private <T> T within(Duration limit, Callable<T> call) throws IOException {
    Future<T> answer = calls.submit(call);
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("Toxiproxy did not answer within " + limit.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw new IOException("Toxiproxy: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    calls.shutdownNow();
  }
}

package dev.ordeal.containers.probes;

import dev.ordeal.environment.Ports;
import dev.ordeal.evidence.Reach;
import dev.ordeal.names.NodeName;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.maintenance.StatusResponse;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.LeaseOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One member of the store, through a client of its own. A client that could not connect is thrown
 * away: gRPC waits longer and longer between its attempts, up to minutes, and would call a member
 * refused that is back.
 */
public final class StoreMember implements AutoCloseable {
  private final NodeName name;
  private final String address;
  private @Nullable Client client;

  /** A call on a client that may still be opening its connection. */
  private interface Call<T> {
    CompletableFuture<T> on(Client client);
  }

  /** A key's value, if it has one, and the store's revision when it was read. */
  public record Entry(Optional<String> value, long revision) {}

  public StoreMember(NodeName name, String address) {
    this.name = name;
    this.address = address;
  }

  public NodeName name() {
    return name;
  }

  /** A new client for this member alone, with a limit on every call but watches. */
  Client connect() {
    return Client.builder()
        .endpoints(endpoint())
        .waitForReady(false)
        .retryMaxAttempts(0)
        // etcd closes connections on which a client pings without a call.
        .keepaliveWithoutCalls(false)
        .connectTimeout(Duration.ofSeconds(1))
        .interceptor(new CallDeadline(Duration.ofSeconds(2)))
        .build();
  }

  private String endpoint() {
    return "http://" + address + ":" + Ports.ETCD_CLIENTS;
  }

  /** Whether its port for clients takes connections. */
  boolean takesConnections(Duration limit) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, Ports.ETCD_CLIENTS), (int) limit.toMillis());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Tries a linearizable write. */
  Reach write(String key, String value, Duration limit) {
    try {
      put(key, value, limit);
      return Reach.ANSWERED;
    } catch (ExecutionException | TimeoutException e) {
      return Reaches.of(e);
    }
  }

  /** Writes {@code value}. */
  public void put(String key, String value, Duration limit)
      throws ExecutionException, TimeoutException {
    await(each -> each.getKVClient().put(bytes(key), bytes(value)), limit);
  }

  /** Reads linearizably. */
  public Entry get(String key, Duration limit) throws ExecutionException, TimeoutException {
    GetResponse answer = await(each -> each.getKVClient().get(bytes(key)), limit);
    return new Entry(
        answer.getKvs().stream().findFirst().map(StoreMember::text),
        answer.getHeader().getRevision());
  }

  /** The number of the lease under which a key lives; 0 where it has none, or does not exist. */
  public long leaseOf(String key, Duration limit) throws ExecutionException, TimeoutException {
    return await(each -> each.getKVClient().get(bytes(key)), limit).getKvs().stream()
        .findFirst()
        .map(KeyValue::getLease)
        .orElse(0L);
  }

  /** Ends a lease, and all keys that live under it; true. */
  public boolean revoke(long lease, Duration limit) throws ExecutionException, TimeoutException {
    await(each -> each.getLeaseClient().revoke(lease), limit);
    return true;
  }

  /** Whether a lease goes on; etcd has -1 seconds left for one that it does not know. */
  public boolean knowsLease(long lease, Duration limit)
      throws ExecutionException, TimeoutException {
    return await(each -> each.getLeaseClient().timeToLive(lease, LeaseOption.DEFAULT), limit)
            .getTTL()
        >= 0;
  }

  /** Deletes everything below {@code prefix}. */
  public void deleteBelow(String prefix, Duration limit)
      throws ExecutionException, TimeoutException {
    DeleteOption below = DeleteOption.builder().isPrefix(true).build();
    await(each -> each.getKVClient().delete(bytes(prefix), below), limit);
  }

  StatusResponse status(Duration limit) throws ExecutionException, TimeoutException {
    return await(each -> each.getMaintenanceClient().statusMember(endpoint()), limit);
  }

  private synchronized Client client() {
    Client kept = client;
    if (kept == null) {
      kept = connect();
      client = kept;
    }
    return kept;
  }

  private synchronized void drop(Client failed) {
    if (client == failed) {
      client = null;
    }
    failed.close();
  }

  private <T> T await(Call<T> call, Duration limit) throws ExecutionException, TimeoutException {
    Client used = client();
    try {
      return call.on(used).get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (Reaches.of(e) != Reach.ANSWERED) {
        drop(used);
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExecutionException("interrupted", e);
    }
  }

  static ByteSequence bytes(String text) {
    return ByteSequence.from(text, StandardCharsets.UTF_8);
  }

  static String text(KeyValue pair) {
    return pair.getValue().toString(StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }
}

package dev.ordeal.agent.etcd;

import dev.ordeal.world.World;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.ClientBuilder;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.LeaseOption;
import io.etcd.jetcd.options.PutOption;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One member of the store, through a client of its own: a client with several endpoints stays with
 * one that hangs. A client that has answered nothing for a second is thrown away when a call fails,
 * because gRPC waits longer and longer between its attempts and would miss for minutes that a
 * member is back.
 */
final class EtcdMember implements StoreMember {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

  private final URI endpoint;
  private final EtcdSettings settings;
  private final ExecutorService executor;
  private final World world;
  private final List<EtcdWatch> watches = new CopyOnWriteArrayList<>();
  private @Nullable SharedClient client;
  private boolean closed;

  EtcdMember(URI endpoint, EtcdSettings settings, ExecutorService executor, World world) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.executor = executor;
    this.world = world;
  }

  URI endpoint() {
    return endpoint;
  }

  @Override
  public Range range(String prefix, Duration limit) throws MemberFailure {
    GetOption below = GetOption.builder().isPrefix(true).build();
    GetResponse answer = call(client -> client.getKVClient().get(bytes(prefix), below), limit);
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (KeyValue pair : answer.getKvs()) {
      String key = pair.getKey().toString(StandardCharsets.UTF_8).substring(prefix.length());
      String value = pair.getValue().toString(StandardCharsets.UTF_8);
      entries.put(key, new Entry(value, pair.getModRevision(), pair.getLease()));
    }
    return new Range(entries, answer.getHeader().getRevision());
  }

  @Override
  public Transacted transact(List<Condition> when, List<Write> then, Duration limit)
      throws MemberFailure {
    TxnResponse answer =
        call(
            client ->
                client
                    .getKVClient()
                    .txn()
                    .If(when.stream().map(EtcdMember::compare).toArray(Cmp[]::new))
                    .Then(then.stream().map(EtcdMember::operation).toArray(Op[]::new))
                    .commit(),
            limit);
    return new Transacted(answer.isSucceeded(), answer.getHeader().getRevision());
  }

  private static Cmp compare(Condition condition) {
    CmpTarget<?> target =
        switch (condition) {
          case Condition.Absent absent -> CmpTarget.createRevision(0);
          case Condition.Unchanged same -> CmpTarget.modRevision(same.modRevision());
          case Condition.Holds holds -> CmpTarget.value(bytes(holds.value()));
        };
    return new Cmp(bytes(condition.key()), Cmp.Op.EQUAL, target);
  }

  private static Op operation(Write write) {
    return switch (write) {
      case Write.Put put -> Op.put(bytes(put.key()), bytes(put.value()), under(put.lease()));
      case Write.Delete delete -> Op.delete(bytes(delete.key()), DeleteOption.DEFAULT);
    };
  }

  private static PutOption under(long lease) {
    return lease == 0 ? PutOption.DEFAULT : PutOption.builder().withLeaseId(lease).build();
  }

  @Override
  public void put(Write.Put put, Duration limit) throws MemberFailure {
    call(
        client ->
            client.getKVClient().put(bytes(put.key()), bytes(put.value()), under(put.lease())),
        limit);
  }

  @Override
  public void delete(String key, Duration limit) throws MemberFailure {
    call(client -> client.getKVClient().delete(bytes(key)), limit);
  }

  @Override
  public long grant(long seconds, Duration limit) throws MemberFailure {
    return call(client -> client.getLeaseClient().grant(seconds), limit).getID();
  }

  @Override
  public long keepAlive(long lease, Duration limit) throws MemberFailure {
    return call(client -> client.getLeaseClient().keepAliveOnce(lease), limit).getTTL();
  }

  @Override
  public long timeToLive(long lease, Duration limit) throws MemberFailure {
    return call(client -> client.getLeaseClient().timeToLive(lease, LeaseOption.DEFAULT), limit)
        .getTTL();
  }

  @Override
  public void follow(String prefix, Follower follower) {
    var watch = new EtcdWatch(this, prefix, follower, world);
    watches.add(watch);
    watch.start();
  }

  /** Calls the member and waits for its answer at most for {@code limit}. */
  private <T> T call(Function<Client, CompletableFuture<T>> request, Duration limit)
      throws MemberFailure {
    SharedClient used = borrow();
    try {
      T answer = await(request.apply(used.client()), limit);
      used.answered();
      return answer;
    } catch (MemberFailure failure) {
      if (failure.kind() == MemberFailure.Kind.UNREACHABLE) {
        drop(used);
      }
      throw failure;
    } finally {
      used.giveBack();
    }
  }

  private static <T> T await(CompletableFuture<T> answer, Duration limit) throws MemberFailure {
    try {
      return answer.get(Math.max(1, limit.toNanos()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      answer.cancel(true);
      throw Errors.failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MemberFailure(MemberFailure.Kind.UNREACHABLE, e);
    }
  }

  private synchronized SharedClient borrow() throws MemberFailure {
    if (closed) {
      throw new MemberFailure(MemberFailure.Kind.UNREACHABLE, endpoint + " is not asked any more");
    }
    SharedClient kept = client;
    if (kept == null) {
      kept = new SharedClient(connect(), world);
      client = kept;
    }
    kept.borrow();
    return kept;
  }

  private synchronized void drop(SharedClient failed) {
    if (client == failed && failed.isSilent()) {
      client = null;
      failed.retire();
    }
  }

  /**
   * Whether a client can be made at all; nobody is asked.
   *
   * @throws IllegalArgumentException when its certificates cannot be used
   */
  void check() {
    connect().close();
  }

  /** A new client, for whoever needs one of its own. */
  Client connect() {
    ClientBuilder builder =
        Client.builder()
            .endpoints(endpoint)
            .waitForReady(false)
            .retryMaxAttempts(0)
            .connectTimeout(CONNECT)
            .executorService(executor)
            .interceptor(new Deadline());
    settings.user().ifPresent(user -> builder.user(bytes(user)));
    settings.password().ifPresent(password -> builder.password(bytes(password)));
    if ("https".equals(endpoint.getScheme())) {
      secure(builder);
    }
    return builder.build();
  }

  private void secure(ClientBuilder builder) {
    try {
      builder.sslContext(context -> {
        settings.authority().map(Path::toFile).ifPresent(context::trustManager);
        settings
            .certificate()
            .map(Path::toFile)
            .ifPresent(certificate -> context.keyManager(certificate, keyFile(certificate)));
      });
    } catch (SSLException e) {
      throw new IllegalArgumentException("the store's certificates cannot be used: " + e, e);
    }
  }

  /** A certificate's file may hold its key. */
  private File keyFile(File certificate) {
    return settings.key().map(Path::toFile).orElse(certificate);
  }

  static ByteSequence bytes(String text) {
    return ByteSequence.from(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    watches.forEach(EtcdWatch::close);
    synchronized (this) {
      closed = true;
      if (client != null) {
        client.retire();
        client = null;
      }
    }
  }

  /** Ends calls that nobody waits for any more. A watch has no end. */
  private static final class Deadline implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      boolean watch = method.getFullMethodName().equals("etcdserverpb.Watch/Watch");
      return next.newCall(
          method,
          watch
              ? options
              : options.withDeadlineAfter(LONGEST_CALL.toMillis(), TimeUnit.MILLISECONDS));
    }
  }
}

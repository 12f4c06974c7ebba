package dev.ordeal.agent.etcd;

import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.ClientBuilder;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One member of the store, through a client of its own: a client with several endpoints stays with
 * one that hangs. A client that failed is thrown away, at most once a second, because gRPC waits
 * longer and longer between its attempts and would miss for minutes that a member is back.
 */
final class EtcdMember implements AutoCloseable {
  private static final Duration ANEW = Duration.ofSeconds(1);
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

  private final URI endpoint;
  private final EtcdSettings settings;
  private final ExecutorService executor;
  private final World world;
  private @Nullable Client client;
  private Moment made;

  EtcdMember(URI endpoint, EtcdSettings settings, ExecutorService executor, World world) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.executor = executor;
    this.world = world;
    this.made = world.monotonic();
  }

  URI endpoint() {
    return endpoint;
  }

  /** Calls the member and waits for its answer at most for {@code limit}. */
  <T> T call(Function<Client, CompletableFuture<T>> request, Duration limit)
      throws ExecutionException, TimeoutException {
    Client used = client();
    CompletableFuture<T> answer = request.apply(used);
    try {
      return answer.get(Math.max(1, limit.toNanos()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      answer.cancel(true);
      if (Errors.isConnection(e)) {
        drop(used);
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExecutionException("interrupted", e);
    }
  }

  private synchronized Client client() {
    Client kept = client;
    if (kept == null) {
      kept = connect();
      client = kept;
      made = world.monotonic();
    }
    return kept;
  }

  private void drop(Client failed) {
    synchronized (this) {
      if (client != failed || world.monotonic().since(made).compareTo(ANEW) < 0) {
        return;
      }
      client = null;
    }
    failed.close();
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
    Client kept;
    synchronized (this) {
      kept = client;
      client = null;
    }
    if (kept != null) {
      kept.close();
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

package dev.ordeal.containers.probes;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Puts a deadline on every call but watches: jetcd itself sets none. */
record CallDeadline(Duration limit) implements ClientInterceptor {
  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    boolean watch = "etcdserverpb.Watch/Watch".equals(method.getFullMethodName());
    return next.newCall(
        method, watch ? options : options.withDeadlineAfter(limit.toNanos(), TimeUnit.NANOSECONDS));
  }
}

package dev.ordeal.agent.etcd;

import io.etcd.jetcd.common.exception.EtcdException;
import io.grpc.Status;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** What an error of a call to a member means. */
final class Errors {
  private Errors() {}

  /** The failure of a call that ended so. */
  static MemberFailure failure(Exception error) {
    Throwable cause =
        error instanceof ExecutionException && error.getCause() != null ? error.getCause() : error;
    if (isConnection(error)) {
      return new MemberFailure(MemberFailure.Kind.UNREACHABLE, cause);
    }
    return new MemberFailure(
        isLeaseGone(error) ? MemberFailure.Kind.LEASE_GONE : MemberFailure.Kind.REFUSED, cause);
  }

  /** Whether the member was not reached, or did not answer in time: another one may. */
  static boolean isConnection(Throwable error) {
    if (error instanceof TimeoutException) {
      return true;
    }
    if (isLeaseGone(error)) {
      return false;
    }
    return switch (code(error)) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, UNKNOWN, INTERNAL -> true;
      default -> false;
    };
  }

  /** Whether the store does not know the lease. */
  static boolean isLeaseGone(Throwable error) {
    return code(error) == Status.Code.NOT_FOUND || says(error, "lease not found");
  }

  private static boolean says(Throwable error, String words) {
    for (Throwable each = error; each != null; each = each.getCause()) {
      if (each.getMessage() != null && each.getMessage().contains(words)) {
        return true;
      }
    }
    return false;
  }

  private static Status.Code code(Throwable error) {
    for (Throwable each = error; each != null; each = each.getCause()) {
      if (each instanceof io.grpc.StatusRuntimeException status) {
        return status.getStatus().getCode();
      }
      if (each instanceof io.grpc.StatusException status) {
        return status.getStatus().getCode();
      }
    }
    for (Throwable each = error; each != null; each = each.getCause()) {
      if (each instanceof EtcdException etcd) {
        return Status.Code.valueOf(etcd.getErrorCode().name());
      }
    }
    return Status.Code.UNKNOWN;
  }
}

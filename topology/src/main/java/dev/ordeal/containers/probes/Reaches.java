package dev.ordeal.containers.probes;

import dev.ordeal.evidence.Reach;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** How far a question got, read from the error it ended in; the first cause that tells decides. */
final class Reaches {
  private Reaches() {}

  static Reach of(Throwable error) {
    Reach found = Reach.FAILED;
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      Reach told = told(cause);
      if (told != null) {
        found = told;
      }
    }
    return found;
  }

  private static @Nullable Reach told(Throwable cause) {
    return switch (cause) {
      case NoRouteToHostException _ -> Reach.SILENT;
      // The JDK wraps "no route to host" and "timed out" of the kernel in the same class.
      case ConnectException e when says(e, "refused") -> Reach.REFUSED;
      case ConnectException _ -> Reach.SILENT;
      case InterruptedIOException _ -> Reach.SILENT;
      case TimeoutException _ -> Reach.SILENT;
      case SQLTimeoutException _ -> Reach.SILENT;
      case EOFException _ -> Reach.REFUSED;
      case ClosedChannelException _ -> Reach.REFUSED;
      case SocketException e when says(e, "No route to host") -> Reach.SILENT;
      case SocketException _ -> Reach.REFUSED;
      case StatusRuntimeException e -> ofStatus(e.getStatus());
      case StatusException e -> ofStatus(e.getStatus());
      default -> null;
    };
  }

  private static @Nullable Reach ofStatus(Status status) {
    return status.getCode() == Status.Code.DEADLINE_EXCEEDED ? Reach.SILENT : null;
  }

  private static boolean says(Throwable error, String words) {
    String message = error.getMessage();
    return message != null && message.contains(words);
  }
}

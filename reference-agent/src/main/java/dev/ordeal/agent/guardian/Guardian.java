package dev.ordeal.agent.guardian;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The guardian: a process of its own beside the server. It reads the deadline that the agent keeps
 * moving, and kills every process of the server when it passes. It knows nothing else: no store, no
 * network, no SQL.
 *
 * <p>It ends by itself when the agent that started it is gone and no server is left to guard.
 *
 * <p>What holds: a hung, frozen or killed agent leaves no primary that takes writes past its lease.
 * Both killed at once, or guardian killed and agent hung before it could start another: the server
 * goes on. A node frozen as a whole and thawed after its lease: the guardian wakes together with
 * the server and needs up to {@value #LOOK_MILLIS} ms, in which a commit may be acknowledged.
 */
public final class Guardian {
  static final long LOOK_MILLIS = 20;

  /** A process is asked for by the system; nobody waits for the answer, so it is asked seldom. */
  private static final int LOOKS_FOR_THE_AGENT = 5;

  private Guardian() {}

  /**
   * @param arguments the shared file, the data directory, the agent's process number
   */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 3) {
      System.err.println("guardian: meant FILE DATA_DIRECTORY AGENT_PROCESS");
      System.exit(2);
    }
    Path data = Path.of(arguments[1]);
    long agent = Long.parseLong(arguments[2]);
    try (LeaseFile lease = LeaseFile.open(Path.of(arguments[0]))) {
      while (!lease.claim()) {
        if (!isAlive(agent)) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
      watch(lease, new ServerProcesses(data), agent);
    }
  }

  private static void watch(LeaseFile lease, ServerProcesses server, long agent)
      throws InterruptedException {
    for (int looks = 0; ; looks++) {
      long now = System.nanoTime();
      lease.looked(now);
      Optional<Long> deadline = lease.deadline();
      if (deadline.filter(end -> now - end >= 0).isPresent()) {
        if (server.killAll()) {
          System.out.println(
              "guardian: the lease has run out and the server was still there; killed it");
        }
        if (!isAlive(agent)) {
          return;
        }
      } else if (looks % LOOKS_FOR_THE_AGENT == 0
          && !isAlive(agent)
          && (deadline.isEmpty() || !server.isRunning())) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private static boolean isAlive(long process) {
    return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
  }
}

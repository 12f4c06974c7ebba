package dev.ordeal.agent.postgres;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.world.Moment;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a running server take what is configured: writes its files, has it read them, and asks it
 * afterwards what of them waits for a restart.
 */
final class ConfigurationReload {
  private static final String LOADED_AT = "SELECT pg_conf_load_time()";
  private static final Duration RELOAD_TAKES = Duration.ofSeconds(1);

  private final ServerParts parts;

  private volatile Map<String, Map<String, String>> pending = Map.of();
  private volatile @Nullable Moment pendingDue;
  private volatile String loadedBefore = "";

  ConfigurationReload(ServerParts parts) {
    this.parts = parts;
  }

  /**
   * Takes new settings. The files of a server that was found running stay as they are until it has
   * said whom it waits for, and it is decided whom it streams from: else an agent that begins would
   * take both from it for a moment.
   *
   * @param anyway whether a running server reads its files even where none differs
   */
  void configure(DynamicSettings fresh, boolean anyway) {
    parts.configuration().use(fresh);
    boolean valid = parts.directory().state() == Server.DataDirectory.VALID;
    if (valid && parts.postmaster().isAlive()) {
      if (!parts.configuration().knowsSynchronousNames()) {
        throw new PortFailure.Unavailable("the server has not said yet whom it waits for");
      }
      boolean replica = parts.directory().hasStandbySignal();
      boolean decided = !replica || parts.configuration().knowsUpstream();
      boolean changed = decided && parts.configuration().write(replica);
      reloadIf(changed || anyway);
    }
  }

  /**
   * Writes the files, and has a running server read them where any differs.
   *
   * @param replica whether the server is one
   */
  void rewrite(boolean replica) {
    reloadIf(parts.configuration().write(replica));
  }

  private void reloadIf(boolean changed) {
    if (changed && parts.postmaster().isAlive()) {
      loadedBefore = loadedAt();
      parts.configuration().isRead();
      parts.postmaster().signal(parts.settings(), "HUP");
      pendingDue = parts.world().monotonic().plus(RELOAD_TAKES);
    }
  }

  /** When the server read its files last; empty where it does not say. */
  private String loadedAt() {
    try {
      return parts.sessions().work().text(LOADED_AT);
    } catch (SQLException e) {
      return "";
    }
  }

  /** A server that starts reads all of its files: nothing waits for a restart any more. */
  void serverStarts() {
    pending = Map.of();
    loadedBefore = "";
    parts.configuration().isRead();
    pendingDue = parts.world().monotonic().plus(RELOAD_TAKES);
  }

  /** Asked anew once the server has read the files that were written last. */
  Map<String, Map<String, String>> pendingRestart() {
    Moment due = pendingDue;
    if (due != null
        && !parts.world().monotonic().isBefore(due)
        && parts.state().get() == ServerState.RUNNING) {
      LocalSession work = parts.sessions().work();
      try {
        if (work.text(LOADED_AT).equals(loadedBefore)) {
          pendingDue = parts.world().monotonic().plus(RELOAD_TAKES);
          return pending;
        }
        pending = PendingRestart.read(work, parts.configuration().wanted());
        pendingDue = null;
      } catch (SQLException e) {
        pendingDue = parts.world().monotonic().plus(RELOAD_TAKES);
      }
    }
    return pending;
  }
}

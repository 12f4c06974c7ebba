package dev.ordeal.simulation.postgres;

import java.util.List;

/**
 * Which standbys commits wait for, by {@code synchronous_standby_names} as the server has read it
 * last; and the commits that wait.
 */
final class SynchronousReplication {
  private final DataDirectory data;
  private final Commits commits;
  private final Senders senders;
  private final boolean acknowledgesEarly;
  private String names = "";
  private SynchronousWait wait = SynchronousWait.NONE;

  /**
   * @param acknowledgesEarly a planted mistake: commits wait for no standby, whatever was set
   */
  SynchronousReplication(
      DataDirectory data, Commits commits, Senders senders, boolean acknowledgesEarly) {
    this.data = data;
    this.commits = commits;
    this.senders = senders;
    this.acknowledgesEarly = acknowledgesEarly;
  }

  /** Reads the names anew. */
  void takeNames() {
    names = data.files().synchronousNames();
    wait = SynchronousWait.parse(names);
  }

  /** {@code synchronous_standby_names} as it holds now. */
  String names() {
    return names;
  }

  /** Lets those commits go on that are flushed here, and on enough standbys. */
  void release() {
    boolean waits = wait.waits() && !acknowledgesEarly;
    commits.release(data.flushed, waits, waits ? wait.confirmed(senders.all()) : 0);
  }

  /** {@code sync_state} of a standby: sync, quorum, potential or async. */
  String state(Sender sender) {
    if (!wait.waits() || wait.priority(sender.name()) == 0) {
      return "async";
    }
    if (wait.any()) {
      return "quorum";
    }
    List<Sender> chosen = wait.chosen(senders.all());
    return chosen.contains(sender) ? "sync" : "potential";
  }

  /** {@code sync_priority} of a standby. */
  int priority(Sender sender) {
    int place = wait.priority(sender.name());
    return wait.any() ? Math.min(1, place) : place;
  }
}

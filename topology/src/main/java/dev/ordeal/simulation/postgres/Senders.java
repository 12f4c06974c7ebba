package dev.ordeal.simulation.postgres;

import dev.ordeal.simulation.network.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The walsenders of a server: one for each standby that streams from it. */
final class Senders {
  private final Postmaster postmaster;
  private final DataDirectory data;
  private final Runnable onAdvance;
  private final List<Sender> all = new ArrayList<>();

  /**
   * @param onAdvance told whenever a standby has come further, or is not there any more
   */
  Senders(Postmaster postmaster, DataDirectory data, Runnable onAdvance) {
    this.postmaster = postmaster;
    this.data = data;
    this.onAdvance = onAdvance;
  }

  /** Begins to send to a standby, unless its slot or its log forbids that. */
  Optional<Sender> begin(Connection connection, Receiver.Request request) {
    boolean slotIsMissing = request.slot().filter(slot -> !data.slots().contains(slot)).isPresent();
    boolean slotIsTaken = request.slot().filter(this::use).isPresent();
    boolean isInHistory =
        data.timelines.include(request.timeline(), request.position(), data.log.end());
    if (slotIsMissing || slotIsTaken || !isInHistory) {
      return Optional.empty();
    }
    Sender sender = new Sender(postmaster, data, this, connection, request);
    all.add(sender);
    connection.whenLostByServer(() -> forget(sender));
    return Optional.of(sender);
  }

  List<Sender> all() {
    return all;
  }

  /** Whether a standby streams by that slot. */
  boolean use(String slot) {
    return all.stream().anyMatch(each -> each.slot().filter(slot::equals).isPresent());
  }

  /** Whether every standby has flushed the log up to {@code position}. */
  boolean haveAll(long position) {
    return all.stream().allMatch(each -> each.flushed() >= position);
  }

  /** Each sends what has been flushed and not been sent. */
  void send() {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).send();
    }
  }

  /** The server has a new timeline. */
  void beginTimeline() {
    all.forEach(Sender::beginTimeline);
  }

  /** A standby has said how far it is. */
  void advanced() {
    onAdvance.run();
  }

  /** A standby is gone. */
  void forget(Sender sender) {
    sender.end();
    all.remove(sender);
    onAdvance.run();
  }

  /** All of them end at once. */
  void crash() {
    List.copyOf(all).forEach(Sender::close);
    all.clear();
  }
}

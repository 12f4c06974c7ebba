package dev.ordeal.agent.cycle;

import dev.ordeal.world.Mailbox;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The node as it was told last, and those who wait for something newer. */
final class Published {
  private final World world;
  private final List<Mailbox<NodeSnapshot>> waiting = new CopyOnWriteArrayList<>();
  private volatile NodeSnapshot last;

  Published(World world, NodeSnapshot first) {
    this.world = world;
    this.last = first;
  }

  NodeSnapshot last() {
    return last;
  }

  void put(NodeSnapshot fresh) {
    last = fresh;
    waiting.forEach(each -> each.put(fresh));
  }

  /** The next one after {@code known}; the last one where none comes within {@code limit}. */
  NodeSnapshot after(NodeSnapshot known, Duration limit) {
    Mailbox<NodeSnapshot> news = world.mailbox();
    waiting.add(news);
    try {
      // Looked at after it waits: what is put in between is not missed.
      return last == known ? news.take(limit).orElse(known) : last;
    } finally {
      waiting.remove(news);
    }
  }
}

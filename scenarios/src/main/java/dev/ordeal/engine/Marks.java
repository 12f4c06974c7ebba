package dev.ordeal.engine;

import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.FaultMark;
import dev.ordeal.evidence.Recorder;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbers faults and operations, and writes their marks down. */
final class Marks {
  private final Recorder recorder;
  private final AtomicInteger last = new AtomicInteger();

  Marks(Recorder recorder) {
    this.recorder = recorder;
  }

  long nowNs() {
    return recorder.nowNs();
  }

  int next() {
    return last.incrementAndGet();
  }

  void put(int id, String fault, List<String> targets, FaultMark mark, String means, String words) {
    recorder.record(
        new Event.FaultMarked(recorder.nowNs(), id, fault, targets, mark, means, words));
  }
}

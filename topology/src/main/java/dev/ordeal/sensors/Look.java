package dev.ordeal.sensors;

import dev.ordeal.evidence.Event;
import java.util.List;

/** One look of a sensor at its target: asks, waits for the answer or its lack, tells it. */
interface Look {
  List<Event> take();
}

package dev.ordeal.explore;

import java.util.List;
import java.util.SequencedMap;

/**
 * A manner of drawing schedules: what may happen in them, and what is promised then beside what
 * always is.
 */
interface Manner {
  List<DraftStep> steps(Dice dice);

  /** As under {@code promises} in a file; nothing where anything may happen. */
  default SequencedMap<String, Object> promises(List<DraftStep> steps) {
    return Dice.group();
  }
}

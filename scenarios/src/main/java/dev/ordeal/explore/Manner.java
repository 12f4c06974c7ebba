package dev.ordeal.explore;

import java.util.List;
import java.util.SequencedMap;

/**
 * A manner of drawing schedules: what may happen in them, and what is promised then beside what
 * always is.
 */
interface Manner {
  List<DraftStep> steps(Dice dice);

  /** Whether what is promised holds with any further fault. */
  boolean mayBeStruck();

  /** As under {@code promises} in a file. */
  SequencedMap<String, Object> promises(List<DraftStep> steps);
}

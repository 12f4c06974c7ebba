package dev.ordeal.cli;

import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.FaultMark;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What people are told of an event: a line, or nothing for the many that only checks look at. */
final class EventWords {
  private static final int ROOM_FOR_TARGETS = 50;
  private static final int ROOM_FOR_WORDS = 120;

  private EventWords() {}

  static Optional<String> of(Event event) {
    return switch (event) {
      case Event.PhaseStarted started ->
          Optional.of(started.phase().name().toLowerCase(Locale.ROOT).replace('_', ' '));
      case Event.StepStarted step ->
          Optional.of("  step " + (step.index() + 1) + ": " + step.text());
      case Event.StepEnded step ->
          step.done()
              ? Optional.empty()
              : Optional.of("  step " + (step.index() + 1) + " not done: " + step.words());
      case Event.FaultMarked fault -> fault(fault);
      case Event.LeaderKeyChanged key ->
          Optional.of("  leader key: " + key.leader().orElse("(nobody)"));
      case Event.Note note -> Optional.of("  note: " + note.words());
      case Event.RunEnded ended ->
          ended.completed() ? Optional.empty() : Optional.of("broken off: " + ended.reason());
      default -> Optional.empty();
    };
  }

  /**
   * The step has told what was asked; how it is done is told once, and that there is nothing to
   * heal not at all.
   */
  private static Optional<String> fault(Event.FaultMarked fault) {
    boolean nothingToTell =
        fault.mark() == FaultMark.ASKED
            || (fault.mark() == FaultMark.HEALED && fault.words().equals("nothing to heal"));
    if (nothingToTell) {
      return Optional.empty();
    }
    StringBuilder line = new StringBuilder("  ").append(fault.fault());
    if (!fault.targets().isEmpty()) {
      line.append(" of ").append(targets(fault.targets()));
    }
    line.append(' ').append(fault.mark().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    if (fault.mark() == FaultMark.APPLIED && !fault.means().isEmpty()) {
      line.append(" (").append(fault.means()).append(')');
    }
    if (!fault.words().isEmpty()) {
      line.append(": ").append(shortened(fault.words()));
    }
    return Optional.of(line.toString());
  }

  /** As many as there is room for: {@code node1->etcd1:2379, node1->etcd2:2379 and 3 more}. */
  static String targets(List<String> all) {
    StringBuilder shown = new StringBuilder();
    int count = 0;
    for (String target : all) {
      String name = target.replaceFirst("^link ", "");
      if (count > 0 && shown.length() + name.length() > ROOM_FOR_TARGETS) {
        return shown.append(" and ").append(all.size() - count).append(" more").toString();
      }
      shown.append(count == 0 ? "" : ", ").append(name);
      count++;
    }
    return shown.toString();
  }

  /** On one line, and not the whole configuration that an agent answers with. */
  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= ROOM_FOR_WORDS ? line : line.substring(0, ROOM_FOR_WORDS - 1) + "…";
  }
}

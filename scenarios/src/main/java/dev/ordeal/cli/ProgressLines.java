package dev.ordeal.cli;

import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.FaultMark;
import dev.ordeal.evidence.OperationKind;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Tells a run as it goes: a line for every phase, step, fault and change of leader, and on a
 * terminal a last line that moves.
 */
final class ProgressLines implements Consumer<Event> {
  private static final long STATUS_EVERY_NS = 250_000_000;
  private static final String CLEAR_LINE = "\r\u001b[2K";

  private final PrintWriter out;
  private final boolean terminal;
  private long statusShownNs;
  private long acknowledged;
  private long failed;
  private String phase = "";

  ProgressLines(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public synchronized void accept(Event event) {
    switch (event) {
      case Event.PhaseStarted started -> {
        phase = started.phase().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        line(event, phase);
      }
      case Event.StepStarted step ->
          line(event, "  step " + (step.index() + 1) + ": " + step.text());
      case Event.StepEnded step -> {
        if (!step.done()) {
          line(event, "  step " + (step.index() + 1) + " not done: " + step.words());
        }
      }
      case Event.FaultMarked fault -> fault(fault);
      case Event.LeaderKeyChanged key ->
          line(event, "  leader key: " + key.leader().orElse("(nobody)"));
      case Event.Note note -> line(event, "  note: " + note.words());
      case Event.RunEnded ended -> {
        if (!ended.completed()) {
          line(event, "broken off: " + ended.reason());
        }
      }
      case Event.ClientOperation operation -> count(operation);
      default -> {}
    }
    status(event);
  }

  private void fault(Event.FaultMarked fault) {
    if (fault.mark() == FaultMark.ASKED) {
      return;
    }
    String mark = fault.mark().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String words = fault.words().isEmpty() ? "" : ": " + fault.words();
    String targets = shortened(String.join(", ", fault.targets()), 60);
    line(
        fault,
        "  " + fault.fault() + " of " + targets + " " + mark + " (" + fault.means() + ")" + words);
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  private void count(Event.ClientOperation operation) {
    if (operation.kind() == OperationKind.APPEND) {
      if (operation.outcome() == ClientOutcome.OK) {
        acknowledged++;
      } else {
        failed++;
      }
    }
  }

  private void line(Event event, String words) {
    out.printf(Locale.ROOT, "%s%8.3f s  %s%n", terminal ? CLEAR_LINE : "", seconds(event), words);
    out.flush();
  }

  private void status(Event event) {
    if (terminal && event.atNs() - statusShownNs >= STATUS_EVERY_NS) {
      statusShownNs = event.atNs();
      out.printf(
          Locale.ROOT,
          "%s%8.1f s  %s, %d writes acknowledged, %d not",
          CLEAR_LINE,
          seconds(event),
          phase,
          acknowledged,
          failed);
      out.flush();
    }
  }

  /** Takes the moving line away. */
  synchronized void end() {
    if (terminal) {
      out.print(CLEAR_LINE);
      out.flush();
    }
  }

  private static double seconds(Event event) {
    return event.atNs() / 1e9;
  }
}

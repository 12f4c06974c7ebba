package dev.ordeal.cli;

import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.Event;
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
      case Event.PhaseStarted started ->
          phase = started.phase().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      case Event.ClientOperation operation -> count(operation);
      default -> {}
    }
    EventWords.of(event).ifPresent(words -> line(event, words));
    status(event);
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

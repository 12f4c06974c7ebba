package dev.ordeal.simulation.agent;

import dev.ordeal.agent.cycle.Log;
import dev.ordeal.world.SimulatedWorld;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What the agents of one node have said, the latest of it. */
public final class AgentLog implements Log {
  private static final int MOST = 5000;

  private final SimulatedWorld world;
  private final Deque<Line> lines = new ArrayDeque<>();

  private record Line(long atNanos, String level, String sentence) {}

  public AgentLog(SimulatedWorld world) {
    this.world = world;
  }

  @Override
  public void info(String sentence) {
    add("INFO", sentence);
  }

  @Override
  public void warning(String sentence) {
    add("WARNING", sentence);
  }

  @Override
  public void error(String sentence) {
    add("ERROR", sentence);
  }

  /** Ends the simulation: what the agent survives is a mistake all the same, and is to be found. */
  @Override
  public void mistake(String what, RuntimeException mistake) {
    throw mistake;
  }

  private void add(String level, String sentence) {
    if (lines.size() == MOST) {
      lines.removeFirst();
    }
    lines.add(new Line(world.nanos(), level, sentence));
  }

  /** All lines, with the seconds of virtual time. */
  public List<String> lines() {
    List<String> text = new ArrayList<>();
    for (Line line : lines) {
      text.add("%.6f %s: %s".formatted(line.atNanos() / 1e9, line.level(), line.sentence()));
    }
    return text;
  }
}

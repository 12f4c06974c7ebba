package dev.ordeal.simulation;

import dev.ordeal.environment.Probes.ProxyLine;
import dev.ordeal.environment.plan.ProxyPlan;
import java.util.ArrayList;
import java.util.List;

/** One server behind one port of the proxy: whether it is up, and the sessions that lead to it. */
final class ToyBackend {
  private final String port;
  private final ToyNode node;
  private final ProxyPlan plan;
  private final boolean closesSessions;
  private final List<ToySession> sessions = new ArrayList<>();
  private boolean up;
  private int goodInARow;
  private int badInARow;
  private long totalSessions;

  /**
   * @param port {@code primary} or {@code replicas}
   */
  ToyBackend(String port, ToyNode node, ProxyPlan plan, boolean closesSessions) {
    this.port = port;
    this.node = node;
    this.plan = plan;
    this.closesSessions = closesSessions;
  }

  ToyNode node() {
    return node;
  }

  boolean up() {
    return up;
  }

  int sessions() {
    return sessions.size();
  }

  /** Counts a check, and marks the server up or down where enough agree in a row. */
  void checked(boolean good) {
    goodInARow = good ? goodInARow + 1 : 0;
    badInARow = good ? 0 : badInARow + 1;
    if (!up && goodInARow >= plan.rise()) {
      up = true;
    } else if (up && badInARow >= plan.fall()) {
      up = false;
      if (closesSessions) {
        endSessions();
      }
    }
  }

  void endSessions() {
    sessions.forEach(ToySession::breakOff);
    sessions.clear();
  }

  void add(ToySession session) {
    sessions.add(session);
    totalSessions++;
  }

  void remove(ToySession session) {
    sessions.remove(session);
  }

  ProxyLine line() {
    return new ProxyLine(port, node.name(), up, sessions.size(), totalSessions);
  }
}

package dev.ordeal.simulation.proxy;

import dev.ordeal.agent.rest.RestRequest;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.Probes.ProxyLine;
import dev.ordeal.environment.plan.ProxyPlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.agent.RestCall;
import dev.ordeal.simulation.network.Connection;
import dev.ordeal.simulation.network.Dial;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A line {@code server} of one port of the proxy: whether it is up, and the sessions that lead to
 * it. It counts as up when the proxy starts, until its first check fails (HAProxy's manual,
 * "health-check").
 */
final class Server {
  private final SimulatedProxy proxy;
  private final String backend;
  private final NodeName node;
  private final boolean byTcp;
  private final RestRequest question;
  private final Set<ProxySession> sessions = new LinkedHashSet<>();
  private boolean up = true;
  private int failed;
  private int passed;
  private long total;
  private int check;

  Server(SimulatedProxy proxy, String backend, NodeName node, boolean byTcp, RestRequest question) {
    this.proxy = proxy;
    this.backend = backend;
    this.node = node;
    this.byTcp = byTcp;
    this.question = question;
    // The first failure takes it out.
    this.failed = proxy.plan().fall() - 1;
  }

  NodeName node() {
    return node;
  }

  boolean isUp() {
    return up;
  }

  int sessions() {
    return sessions.size();
  }

  ProxyLine line() {
    return new ProxyLine(backend, node, up, sessions.size(), total);
  }

  void add(ProxySession session) {
    sessions.add(session);
    total++;
  }

  void remove(ProxySession session) {
    sessions.remove(session);
  }

  /** Asks once, and again after each answer. */
  void check() {
    int now = ++check;
    Link link = new Link(proxy.name().value(), node.value(), byTcp ? Ports.POSTGRESQL : Ports.REST);
    Runnable giveUp;
    if (byTcp) {
      Dial dial =
          proxy
              .network()
              .connect(
                  proxy.process(),
                  link,
                  opened -> {
                    opened.closeByClient();
                    checked(now, true);
                  },
                  () -> checked(now, false));
      giveUp = dial::giveUp;
    } else {
      RestCall call =
          new RestCall(
              proxy.network(),
              proxy.process(),
              link,
              up ? question : question.patient(proxy.plan().checkPatience()),
              answer -> checked(now, answer.code() == 200),
              () -> checked(now, false));
      giveUp = call::giveUp;
    }
    proxy.after(
        proxy.plan().checkLimit().toNanos(),
        () -> {
          if (now == check) {
            giveUp.run();
            checked(now, false);
          }
        });
  }

  private void checked(int number, boolean good) {
    if (number != check) {
      return;
    }
    check++;
    failed = good ? 0 : failed + 1;
    passed = good ? passed + 1 : 0;
    if (up && failed >= proxy.plan().fall()) {
      up = false;
      if (proxy.closesSessions()) {
        List.copyOf(sessions).forEach(ProxySession::end);
      }
    } else if (!up && passed >= proxy.plan().rise()) {
      up = true;
    }
    proxy.after(untilNextCheck(proxy.plan()).toNanos(), this::check);
  }

  private Duration untilNextCheck(ProxyPlan plan) {
    if (!up && !byTcp) {
      return plan.pauseBetweenPatientChecks();
    }
    return !up || failed > 0 ? plan.checkIntervalInDoubt() : plan.checkInterval();
  }

  /** Connects a session to the server's own port. */
  Dial connect(java.util.function.Consumer<Connection> onOpen, Runnable onRefused) {
    Link link = new Link(proxy.name().value(), node.value(), Ports.POSTGRESQL);
    return proxy.network().connect(proxy.process(), link, onOpen, onRefused);
  }

  ProxyPlan plan() {
    return proxy.plan();
  }
}

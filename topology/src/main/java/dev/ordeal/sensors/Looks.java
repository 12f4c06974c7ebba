package dev.ordeal.sensors;

import dev.ordeal.environment.Probes;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Reach;
import dev.ordeal.evidence.Recorder;
import dev.ordeal.names.Lsn;
import dev.ordeal.names.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The looks of each kind of sensor: a probe, and the event that tells what it saw. */
record Looks(Probes probes, Recorder clock, Duration silence) {
  Look server(NodeName node) {
    return () -> {
      long sent = clock.nowNs();
      var view = probes.server(node, silence);
      return List.of(
          new Event.ServerSample(
              clock.nowNs(),
              sent,
              node.value(),
              view.reach(),
              view.role().map(Enum::name),
              view.timeline(),
              view.lsn().map(Lsn::toString),
              view.reach() == Reach.ANSWERED ? Optional.of(view.streaming()) : Optional.empty()));
    };
  }

  Look commit(NodeName node) {
    return () -> {
      long sent = clock.nowNs();
      var view = probes.commit(node, silence);
      return List.of(
          new Event.CommitProbe(clock.nowNs(), sent, node.value(), view.result(), view.timeline()));
    };
  }

  Look agent(NodeName node) {
    return () -> {
      long sent = clock.nowNs();
      var view = probes.agent(node, silence);
      return List.of(
          new Event.AgentSample(
              clock.nowNs(),
              sent,
              node.value(),
              view.reach(),
              view.primaryStatus(),
              view.replicaStatus(),
              view.state(),
              view.role(),
              view.timeline()));
    };
  }

  Look store(NodeName member) {
    return () -> {
      long sent = clock.nowNs();
      Reach reach = probes.storeWrite(member, silence);
      return List.of(new Event.StoreProbe(clock.nowNs(), sent, member.value(), reach));
    };
  }

  Look proxy(NodeName proxy) {
    return () -> {
      long sent = clock.nowNs();
      var view = probes.proxy(proxy, silence);
      long at = clock.nowNs();
      if (view.reach() != Reach.ANSWERED) {
        return List.of(new Event.ProxySilent(at, sent, proxy.value(), view.reach()));
      }
      return view.lines().stream()
          .<Event>map(line ->
              new Event.ProxySample(
                  at,
                  proxy.value(),
                  line.backend(),
                  line.node().value(),
                  line.up(),
                  line.sessions(),
                  line.totalSessions()))
          .toList();
    };
  }
}

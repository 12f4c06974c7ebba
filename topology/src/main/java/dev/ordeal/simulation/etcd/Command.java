package dev.ordeal.simulation.etcd;

import dev.ordeal.agent.etcd.StoreMember.Condition;
import dev.ordeal.agent.etcd.StoreMember.Write;
import java.util.List;

/** What an entry of the log does. */
sealed interface Command {
  /** The first entry of a term. */
  record Nothing() implements Command {}

  record Transact(List<Condition> when, List<Write> then) implements Command {}

  record Grant(long lease, long seconds) implements Command {}

  record Revoke(long lease) implements Command {}
}

package dev.ordeal.simulation.etcd;

import dev.ordeal.agent.etcd.StoreMember;
import java.util.Map;

/** What a member answers to a client. */
public sealed interface Answer {
  /** What stands below a prefix. */
  record Found(Map<String, StoreMember.Entry> entries, long revision) implements Answer {}

  /** A transaction went through its log. */
  record Transacted(boolean succeeded, long revision) implements Answer {}

  /** A lease has that many seconds. */
  record Leased(long lease, long seconds) implements Answer {}

  /** There is no such lease. */
  record NoLease() implements Answer {}

  /** The member did not take it up; another one may. */
  record Unavailable(String why) implements Answer {}
}

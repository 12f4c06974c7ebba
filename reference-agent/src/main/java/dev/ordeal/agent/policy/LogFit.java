package dev.ordeal.agent.policy;

/** How the log of a replica that does not stream fits that of its leader. */
public enum LogFit {
  /** As far as is known, the leader can send what follows. */
  CONTINUES,
  /** It has left the leader's, and must be rewound. */
  DIVERGED,
  /** The leader has removed what follows, or never had it: only a new copy helps. */
  LEFT_BEHIND
}

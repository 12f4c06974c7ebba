package dev.ordeal.agent.policy;

/** How a server is stopped, as {@code pg_ctl} has it. */
public enum StopMode {
  /** Sessions are ended, a checkpoint is written. */
  FAST,
  /** No checkpoint: the next start recovers from the log. */
  IMMEDIATE
}

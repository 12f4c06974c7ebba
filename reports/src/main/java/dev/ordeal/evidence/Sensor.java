package dev.ordeal.evidence;

/** The eyes of a run. */
public enum Sensor {
  SERVER,
  COMMIT,
  AGENT,
  LEADER_KEY,
  STORE,
  PROXY
}

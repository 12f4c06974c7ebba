package dev.ordeal.evidence;

/** Where events go. Safe for use by many tasks; events of one task keep their order. */
public interface Recorder {
  void record(Event event);

  /** Nanoseconds since the start of the run, for {@link Event#atNs}. */
  long nowNs();
}

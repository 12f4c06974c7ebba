package dev.ordeal.environment.fault;

/** Something that happens to an environment, its targets resolved. One file each. */
public sealed interface Fault
    permits PowerOff,
        Kill,
        Stop,
        Restart,
        Pause,
        Cut,
        Slow,
        Throttle,
        Reset,
        Slice,
        FillDisk,
        SlowDisk,
        Skew,
        PromoteServer,
        RevokeLease {
  /** Its name in the scenario language. */
  String yamlName();
}

package dev.ordeal.agent.policy;

/** The state of a server in the words of the contract (section 2.2), in the order of its metric. */
public enum ServerState {
  INITIALIZING("initializing new cluster"),
  INITDB_FAILED("initdb failed"),
  CUSTOM_BOOTSTRAP("running custom bootstrap script"),
  CUSTOM_BOOTSTRAP_FAILED("custom bootstrap failed"),
  CREATING_REPLICA("creating replica"),
  RUNNING("running"),
  STARTING("starting"),
  BOOTSTRAP_STARTING("starting after custom bootstrap"),
  START_FAILED("start failed"),
  RESTARTING("restarting"),
  RESTART_FAILED("restart failed"),
  STOPPING("stopping"),
  STOPPED("stopped"),
  STOP_FAILED("stop failed"),
  CRASHED("crashed");

  private final String word;

  ServerState(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}

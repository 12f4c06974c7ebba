package dev.ordeal.environment;

/** The ports on which the parts of an environment listen; links keep them. */
public final class Ports {
  public static final int POSTGRESQL = 5432;
  public static final int REST = 8008;
  public static final int ETCD_CLIENTS = 2379;
  public static final int ETCD_PEERS = 2380;
  public static final int PROXY_PRIMARY = 5000;
  public static final int PROXY_REPLICAS = 5001;

  private Ports() {}
}

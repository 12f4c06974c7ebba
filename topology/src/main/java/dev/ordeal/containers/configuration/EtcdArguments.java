package dev.ordeal.containers.configuration;

import dev.ordeal.environment.Ports;
import dev.ordeal.environment.plan.StorePlan;
import dev.ordeal.names.NodeName;
import java.util.List;
import java.util.stream.Collectors;

/** The command line of one member of the store. */
public final class EtcdArguments {
  private EtcdArguments() {}

  public static List<String> of(StorePlan store, NodeName member) {
    String cluster =
        store.members().stream()
            .map(each -> each + "=" + peerUrl(each))
            .collect(Collectors.joining(","));
    return List.of(
        "--name=" + member,
        "--listen-client-urls=http://0.0.0.0:" + Ports.ETCD_CLIENTS,
        "--advertise-client-urls=http://" + member + ":" + Ports.ETCD_CLIENTS,
        "--listen-peer-urls=http://0.0.0.0:" + Ports.ETCD_PEERS,
        "--initial-advertise-peer-urls=" + peerUrl(member),
        "--initial-cluster=" + cluster,
        "--initial-cluster-state=new",
        "--heartbeat-interval=" + store.heartbeatInterval().toMillis(),
        "--election-timeout=" + store.electionTimeout().toMillis(),
        "--pre-vote=" + store.preVote(),
        "--log-level=warn");
  }

  private static String peerUrl(NodeName member) {
    return "http://" + member + ":" + Ports.ETCD_PEERS;
  }
}

package dev.ordeal.environment;

import dev.ordeal.names.NodeName;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An operation with its targets resolved. */
public sealed interface Operation {
  /** The name in the scenario language. */
  String yamlName();

  /** A planned change of leader; without a candidate the agents choose. */
  record Switchover(NodeName leader, Optional<NodeName> candidate) implements Operation {
    @Override
    public String yamlName() {
      return "switchover";
    }
  }

  /** An ordered change of leader without the consent of the old one. */
  record Failover(NodeName candidate) implements Operation {
    @Override
    public String yamlName() {
      return "failover";
    }
  }

  /** A change of the dynamic configuration; values are JSON. */
  record Reconfigure(SortedMap<String, String> configuration) implements Operation {
    public Reconfigure {
      configuration = new TreeMap<>(configuration);
    }

    @Override
    public String yamlName() {
      return "reconfigure";
    }
  }

  /** A restart of one server by its agent. */
  record RestartServer(NodeName node) implements Operation {
    @Override
    public String yamlName() {
      return "restart-server";
    }
  }

  /** A replica is made anew from the leader. */
  record Reinitialize(NodeName node) implements Operation {
    @Override
    public String yamlName() {
      return "reinitialize";
    }
  }

  /** Maintenance mode: the agents keep their hands off while it is on. */
  record Maintenance(boolean on) implements Operation {
    @Override
    public String yamlName() {
      return "maintenance";
    }
  }
}

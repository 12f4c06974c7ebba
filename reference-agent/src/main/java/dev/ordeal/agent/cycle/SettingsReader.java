package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.DynamicSettings;
import java.util.Map;

/** Makes the effective settings of a value of the key {@code config} and the local layers. */
public interface SettingsReader {
  /**
   * @param configuration the value of the key; empty where there is none
   * @param foreignMembers whether a member of the cluster is another agent than ours, so that its
   *     least values hold
   */
  DynamicSettings read(Map<String, Object> configuration, boolean foreignMembers);
}

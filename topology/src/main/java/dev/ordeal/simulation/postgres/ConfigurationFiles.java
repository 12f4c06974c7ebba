package dev.ordeal.simulation.postgres;

import dev.ordeal.agent.policy.Upstream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the agent writes into a data directory: parameters, {@code standby.signal}, and the dynamic
 * configuration that it keeps there. A running server knows what it has read, not what they say.
 */
public final class ConfigurationFiles {
  private SortedMap<String, String> parameters = new TreeMap<>();
  private Optional<Upstream> upstream = Optional.empty();
  private String synchronousNames = "";
  private boolean standbySignal;
  private Optional<Map<String, Object>> kept = Optional.empty();

  /** Writes the parameters; whether anything differs. */
  public boolean write(
      SortedMap<String, String> newParameters, Optional<Upstream> newUpstream, String newNames) {
    boolean changed =
        !parameters.equals(newParameters)
            || !upstream.equals(newUpstream)
            || !synchronousNames.equals(newNames);
    parameters = new TreeMap<>(newParameters);
    upstream = newUpstream;
    synchronousNames = newNames;
    return changed;
  }

  SortedMap<String, String> parameters() {
    return parameters;
  }

  /** Whom the server streams from, as they say. */
  public Optional<Upstream> upstream() {
    return upstream;
  }

  /** {@code synchronous_standby_names}. */
  public String synchronousNames() {
    return synchronousNames;
  }

  public boolean hasStandbySignal() {
    return standbySignal;
  }

  /** Whether the server will start as a replica. */
  public void setStandbySignal(boolean replica) {
    standbySignal = replica;
  }

  /** Keeps the dynamic configuration beside the data. */
  public void keep(Map<String, Object> configuration) {
    kept = Optional.of(new LinkedHashMap<>(configuration));
  }

  /** The dynamic configuration that was kept last. */
  public Optional<Map<String, Object>> kept() {
    return kept.map(Collections::unmodifiableMap);
  }

  /** The parameters stay: they are written before every start anyway. */
  void empty() {
    standbySignal = false;
    upstream = Optional.empty();
    synchronousNames = "";
    kept = Optional.empty();
  }

  /** Takes over what a copy of the data directory of {@code source} brings along. */
  void copy(ConfigurationFiles source) {
    kept = source.kept;
  }
}

package dev.ordeal.simulation.mistakes;

import dev.ordeal.agent.cycle.AgentParts;
import dev.ordeal.agent.policy.HaPolicy;
import dev.ordeal.agent.policy.Policy;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The mistakes that were planted into an environment; usually none. */
public final class Mistakes {
  public static final Mistakes NONE = new Mistakes(Set.of());

  private final Set<Misbehaviour> planted;

  public Mistakes(Set<Misbehaviour> planted) {
    this.planted = EnumSet.noneOf(Misbehaviour.class);
    this.planted.addAll(planted);
  }

  public boolean include(Misbehaviour misbehaviour) {
    return planted.contains(misbehaviour);
  }

  /** The parts of one agent with its mistakes. */
  public AgentParts in(AgentParts right) {
    if (planted.isEmpty()) {
      return right;
    }
    var ports = new MistakenPorts(planted, right);
    var sight = new MistakenSight(planted);
    Policy decides = MistakenPolicy.of(HaPolicy.STANDARD, planted);
    return new AgentParts(
        right.world(),
        seen -> ports.decided(decides.decide(sight.of(seen))),
        right.identity(),
        right.addresses(),
        right.tags(),
        right.canBootstrap(),
        right.bootstrapConfiguration(),
        right.settings(),
        ports.dcs(),
        ports.postgres(),
        right.peers(),
        ports.guard(),
        right.watchdog(),
        right.log(),
        right.reload(),
        right.onExit());
  }

  /** The members of the store that an agent asks, of all that there are. */
  public <T> List<T> endpoints(List<T> all) {
    return include(Misbehaviour.KEEPS_ONE_STORE_ENDPOINT) ? all.subList(0, 1) : all;
  }
}

package dev.ordeal.environment.fault;

import dev.ordeal.environment.Link;
import java.util.List;

/**
 * Links carry nothing. Silence (packets are dropped, connects get no answer, what was under way
 * goes on after healing), refusal (connections are closed and new ones refused) and stall
 * (connections are accepted and nothing comes) are three faults of three names. Exercises isolation
 * in all its forms.
 *
 * @param flows what of which link is cut
 */
public record Cut(List<Flow> flows, Manner manner) implements Fault {
  public Cut {
    flows = List.copyOf(flows);
  }

  @Override
  public String yamlName() {
    return "cut";
  }

  /** How a cut feels to who sends. */
  public enum Manner {
    SILENCE,
    REFUSAL,
    STALL
  }

  /**
   * A link with the directions that are cut: {@code requests} from source to destination, {@code
   * answers} back. One of them alone is a one-way cut, and cannot be a refusal.
   */
  public record Flow(Link link, boolean requests, boolean answers) {}
}

package dev.ordeal.agent.policy;

/** Decides what an agent does. Pure: the same observation gives the same decision. */
public interface Policy {
  /** What to do now, with the name of the rule that says so and its reason. */
  Decision decide(Observation seen);
}

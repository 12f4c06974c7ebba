package dev.ordeal.simulation.ports;

import dev.ordeal.names.NodeName;

/**
 * An instant at which an agent begins or has ended something that changes the cluster: where a
 * fault does most harm.
 *
 * @param atNanos virtual time since the beginning of the world
 * @param node whose agent it is
 * @param what the call and which end of it, as {@code promote begins}
 */
public record TurningPoint(long atNanos, NodeName node, String what) {}

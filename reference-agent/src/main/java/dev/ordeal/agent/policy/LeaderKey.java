package dev.ordeal.agent.policy;

/**
 * The key {@code leader}.
 *
 * @param name who holds it
 * @param lease the number of the lease under which it lives
 * @param modRevision of the key
 */
public record LeaderKey(String name, long lease, long modRevision) {}

/**
 * Observe, decide, act: the loop around the policy, the keeper of the lease, and the ports to
 * everything outside.
 */
@NullMarked
package dev.ordeal.agent.cycle;

import org.jspecify.annotations.NullMarked;

/**
 * The small process beside the server that ends it when the lease has run out, whatever became of
 * the agent.
 */
@NullMarked
package dev.ordeal.agent.guardian;

import org.jspecify.annotations.NullMarked;

/**
 * The reference agent: its policy, its cycle and its edges, as they are described in the design.
 * Environments name their agent in {@code topology/environments/*.yaml}.
 */
@NullMarked
package dev.ordeal.agent;

import org.jspecify.annotations.NullMarked;

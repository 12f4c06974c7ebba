/**
 * What the agent knows and what it decides. Pure: no clock, no store, no server; the same
 * observation gives the same decision.
 */
@NullMarked
package dev.ordeal.agent.policy;

import org.jspecify.annotations.NullMarked;

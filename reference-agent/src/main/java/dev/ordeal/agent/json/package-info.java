/** JSON, as plain values: what the agent's edges write and read. Pure. */
@NullMarked
package dev.ordeal.agent.json;

import org.jspecify.annotations.NullMarked;

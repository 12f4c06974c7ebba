/** The server beside the agent: its process, its files, its connection. */
@NullMarked
package dev.ordeal.agent.postgres;

import org.jspecify.annotations.NullMarked;

/** The other agents of the cluster, asked over HTTP. */
@NullMarked
package dev.ordeal.agent.peers;

import org.jspecify.annotations.NullMarked;

/** Hosts, processes, links and connections of a simulated environment. */
@NullMarked
package dev.ordeal.simulation.network;

import org.jspecify.annotations.NullMarked;

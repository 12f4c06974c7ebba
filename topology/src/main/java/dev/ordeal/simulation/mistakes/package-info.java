/** Agents, proxies and clients that are wrong on purpose: who tests the tester. */
@NullMarked
package dev.ordeal.simulation.mistakes;

import org.jspecify.annotations.NullMarked;

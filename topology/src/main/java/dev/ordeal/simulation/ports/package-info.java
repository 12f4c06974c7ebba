/** Between an agent and its ports: what is noticed there, and what is done instead. */
@NullMarked
package dev.ordeal.simulation.ports;

import org.jspecify.annotations.NullMarked;

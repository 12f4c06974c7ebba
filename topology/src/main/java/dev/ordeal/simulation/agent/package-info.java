/** What surrounds the real reference agent in a simulated environment. */
@NullMarked
package dev.ordeal.simulation.agent;

import org.jspecify.annotations.NullMarked;

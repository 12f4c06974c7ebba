/** How long things take in a simulated environment. */
@NullMarked
package dev.ordeal.simulation.delays;

import org.jspecify.annotations.NullMarked;

/** The twin of HAProxy. */
@NullMarked
package dev.ordeal.simulation.proxy;

import org.jspecify.annotations.NullMarked;

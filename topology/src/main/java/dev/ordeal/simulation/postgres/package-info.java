/** The twin of PostgreSQL. */
@NullMarked
package dev.ordeal.simulation.postgres;

import org.jspecify.annotations.NullMarked;

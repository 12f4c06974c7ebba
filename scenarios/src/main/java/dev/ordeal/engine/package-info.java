/** Plays a scenario on an environment and judges what was seen. Knows ports, never containers. */
@NullMarked
package dev.ordeal.engine;

import org.jspecify.annotations.NullMarked;

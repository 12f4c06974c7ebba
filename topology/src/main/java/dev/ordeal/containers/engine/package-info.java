/** The container engine: containers, networks, volumes. */
@NullMarked
package dev.ordeal.containers.engine;

import org.jspecify.annotations.NullMarked;

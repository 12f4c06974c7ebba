/** Looks straight at the components, by lines of their own that the agent does not share. */
@NullMarked
package dev.ordeal.containers.probes;

import org.jspecify.annotations.NullMarked;

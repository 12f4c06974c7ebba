/** Who lives where in an environment's network, and which links there are. Pure. */
@NullMarked
package dev.ordeal.containers.addresses;

import org.jspecify.annotations.NullMarked;

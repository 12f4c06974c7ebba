/** How one process asks another that holds an environment: a socket in a private folder. */
@NullMarked
package dev.ordeal.cli.door;

import org.jspecify.annotations.NullMarked;
